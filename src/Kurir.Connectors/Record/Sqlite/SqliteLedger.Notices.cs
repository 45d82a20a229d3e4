using System.Security.Cryptography;
using System.Text;

namespace Kurir.Connectors;

public sealed partial class SqliteLedger
{
    const int Iterations = 50_000;
    static readonly TimeSpan ClaimPause = TimeSpan.FromMilliseconds(50), LongestClaim = TimeSpan.FromMinutes(3);
    const int RefusalsKept = 3; // of one account: an older wrong password, typed again, is still known

    public Task<long> StoreNotice(Notice notice, CancellationToken ct) => file.Write(
        db => db.Number(
            """
            INSERT INTO notice (event, pipeline, run, channel, text, state, stored)
            VALUES ($event, $pipeline, $run, $channel, $text, 'sending', $now) RETURNING id
            """,
            ("$event", notice.Event.ToString()), ("$pipeline", notice.Pipeline), ("$run", notice.RunId), ("$channel", notice.Channel),
            ("$text", notice.Text), ("$now", Now))!.Value,
        ct);

    public Task NoticeSent(long notice, string? problem, CancellationToken ct) => file.Write(
        db =>
        {
            db.Execute(
                "UPDATE notice SET state = $state, problem = $problem, ended = $now WHERE id = $id",
                ("$state", problem is null ? "sent" : "failed"), ("$problem", problem), ("$now", Now), ("$id", notice));
        },
        ct);

    public Task<bool> WasSent(NoticeEvent about, string pipeline, string channel, DateTimeOffset since, CancellationToken ct) => file.Read(
        db => db.Number(
            "SELECT 1 FROM notice WHERE event = $event AND pipeline = $pipeline AND channel = $channel AND stored >= $since AND state = 'sent' LIMIT 1",
            ("$event", about.ToString()), ("$pipeline", pipeline), ("$channel", channel), ("$since", since.ToUnixTimeMilliseconds())) is not null,
        ct);

    public async Task<DateTimeOffset?> RefusedAt(string account, Secret password, CancellationToken ct)
    {
        List<Refusal> refusals = await file.Read(db => Refusals(db, account), ct);
        return refusals.FirstOrDefault(refusal => CryptographicOperations.FixedTimeEquals(Hash(password, refusal.Salt), refusal.Hash))?.At;
    }

    /// <summary>A locked file beside the ledger: it is free at once when its process ends, and costs no transaction. It stays, since removing it would let two hold it.</summary>
    public async Task<IDisposable> Claim(string account, CancellationToken ct)
    {
        string claim = $"{file.Path}-sign-in-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(account)))[..16]}";
        for (long start = time.GetTimestamp(); ; await Task.Delay(ClaimPause, time, ct))
        {
            try
            {
                return new FileStream(claim, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            }
            catch (DirectoryNotFoundException)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(claim))!);
            }
            catch (IOException) when (File.Exists(claim) && time.GetElapsedTime(start) < LongestClaim)
            {
                // Another signs in.
            }
            catch (IOException busy)
            {
                throw LedgerFaults.SignInBusy(account, busy);
            }
        }
    }

    public Task RememberRefusal(string account, Secret password, CancellationToken ct)
    {
        byte[] salt = RandomNumberGenerator.GetBytes(16);
        byte[] hash = Hash(password, salt);
        return file.Write(
            db =>
            {
                (string, object?)[] values = [("$account", account), ("$salt", salt), ("$hash", hash), ("$now", Now), ("$kept", RefusalsKept)];
                db.Execute("INSERT INTO refusal (account, salt, hash, at) VALUES ($account, $salt, $hash, $now)", values);
                db.Execute(
                    """
                    DELETE FROM refusal WHERE account = $account
                        AND id NOT IN (SELECT id FROM refusal WHERE account = $account ORDER BY id DESC LIMIT $kept)
                    """,
                    values);
            },
            ct);
    }

    /// <summary>A step far ahead was taken by a wrong clock, and does not count.</summary>
    public Task<bool> TakeCode(string account, long step, CancellationToken ct) => file.Write(
        db => db.Number(
            "INSERT INTO code (account, step) VALUES ($account, $step) ON CONFLICT (account) DO UPDATE SET step = $step WHERE step < $step OR step > $step + 20 RETURNING step",
            ("$account", account), ("$step", step)) is not null,
        ct);

    public Task ForgetRefusals(string account, CancellationToken ct) => file.Write(
        db =>
        {
            db.Execute("DELETE FROM refusal WHERE account = $account", ("$account", account));
        },
        ct);

    public Task<string?> MovedTo(string channel, string chat, CancellationToken ct) => file.Read(
        db => db.Text("SELECT moved FROM chat WHERE channel = $channel AND chat = $chat", ("$channel", channel), ("$chat", Hash(chat))), ct);

    public Task RememberMove(string channel, string chat, string moved, CancellationToken ct) => file.Write(
        db => db.Execute(
            "INSERT INTO chat (channel, chat, moved, at) VALUES ($channel, $chat, $moved, $now) ON CONFLICT (channel, chat) DO UPDATE SET moved = $moved, at = $now",
            ("$channel", channel), ("$chat", Hash(chat)), ("$moved", moved), ("$now", Now)),
        ct);

    static byte[] Hash(string chat) => SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(chat));

    sealed record Refusal(byte[] Salt, byte[] Hash, DateTimeOffset At);

    static List<Refusal> Refusals(LedgerConnection db, string account) => db.List(
        "SELECT salt, hash, at FROM refusal WHERE account = $account ORDER BY id DESC",
        reader => new Refusal(reader.GetFieldValue<byte[]>(0), reader.GetFieldValue<byte[]>(1), At(reader.GetInt64(2))),
        ("$account", account));

    static byte[] Hash(Secret password, byte[] salt) =>
        Rfc2898DeriveBytes.Pbkdf2(password.Reveal(), salt, Iterations, HashAlgorithmName.SHA256, 32);
}
