# Sourced by prove-image and prove-packages: the sample panel, and a home with a pipeline whose export only a browser can do.
proof=$(mktemp -d)
panel=""
release() { :; }
finish() {
    [ -z "$panel" ] || kill "$panel" 2> /dev/null || true
    release
    rm -rf "$proof"
}
trap finish EXIT

start_panel() {
    dotnet build src/Kurir.BackOffice -c Release -v quiet -nologo -clp:NoSummary
    dotnet src/Kurir.BackOffice/bin/Release/net10.0/Kurir.BackOffice.dll --day "$(TZ=Asia/Jakarta date +%F)" > "$proof/panel" &
    panel=$!
    for _ in $(seq 100); do grep -qs 'Ctrl-C' "$proof/panel" && break; sleep 0.1; done
    address=$(awk '/^Address/ { print $2 }' "$proof/panel")
    DEMO_USERNAME=$(awk '/^Email/ { print $2 }' "$proof/panel") DEMO_PASSWORD=$(awk '/^Password/ { print $2 }' "$proof/panel")
    export DEMO_USERNAME DEMO_PASSWORD
}

# A home at $1.
write_home() {
    mkdir -p "$1/pipelines"
    cat > "$1/pipelines/shop.yaml" << YAML
site: $address
secrets: demo
sign_in: /
timezone: Asia/Jakarta
session: browser
exports:
  user:
    page: /skrip/user/tombol
    form: { start: dari, end: sampai, button: Export }
    window: last 2 days
    key: ["#ID/ Nama", Email]
YAML
}

# Runs "$@" and wants its exit code to be 0 and its output to hold $1.
expect() {
    local wanted=$1 said code=0
    shift
    said=$("$@" 2>&1) || code=$?
    if [ "$code" -ne 0 ] || ! grep -q "$wanted" <<< "$said"; then
        printf 'failed (%s), wanted "%s": %s\n%s\n' "$code" "$wanted" "$*" "$said" >&2
        return 1
    fi
    echo "   $wanted"
}
