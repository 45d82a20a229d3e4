# Written by deploy/pack from deploy/homebrew/kurir.rb.
class Kurir < Formula
  desc "Carries reports out of web back offices: complete, or said not to be"
  homepage "@REPOSITORY@"
  version "@VERSION@"
  license "Apache-2.0"

  on_macos do
    on_arm do
      url "@REPOSITORY@/releases/download/v@VERSION@/kurir-@VERSION@-osx-arm64.tar.gz"
      sha256 "@SUM-osx-arm64@"
    end
  end

  on_linux do
    on_intel do
      url "@REPOSITORY@/releases/download/v@VERSION@/kurir-@VERSION@-linux-x64.tar.gz"
      sha256 "@SUM-linux-x64@"
    end
    on_arm do
      url "@REPOSITORY@/releases/download/v@VERSION@/kurir-@VERSION@-linux-arm64.tar.gz"
      sha256 "@SUM-linux-arm64@"
    end
  end

  def install
    bash_completion.install "completion/kurir.bash" => "kurir"
    zsh_completion.install "completion/kurir.zsh" => "_kurir"
    fish_completion.install "completion/kurir.fish"
    # The browser driver lies beside the executable, in a folder whose name begins with a dot.
    libexec.install Dir["*"], ".playwright"
    bin.install_symlink libexec/"kurir"
  end

  test do
    assert_match "4 of 4 exports done", shell_output("#{bin}/kurir demo --folder #{testpath}")
  end
end
