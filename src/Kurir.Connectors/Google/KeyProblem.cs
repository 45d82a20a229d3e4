namespace Kurir.Connectors;

/// <summary>Why a value is no key of a service account, or none that can be used. The names are shown; they are added to, never renamed.</summary>
/// <remarks>In the order of progress: of several ways to read a value, the one that came furthest says what is wrong.</remarks>
public enum KeyProblem
{
    NotRecognised,

    // Not a key at all
    Empty, TooLarge, CommandNotRun, VariableNotReplaced, Masked, PathGiven, DecodedNeedlessly,

    // A part of one, or something else
    FirstLineOnly, CutOff, JsonBroken, EmailAlone, BodyAlone, PemAlone, ApiKey, OtherSecret, OtherFile, OAuthClient, OtherAccount,

    // The object is there
    FieldMissing, FieldDamaged,

    // The private key in it
    KeyMasked, KeyReplaced, KeyEncrypted, OtherKey, KeyBeginLost, KeyCut, KeyForeign, KeyTooLong, KeyAltered,
}
