namespace Wellcloud.Client;

/// <summary>Every way in which the engine fails; the names are the error ids that scripts see.</summary>
public enum WellcloudError
{
    /// <summary>Neither token nor credential was given.</summary>
    CredentialRequired,

    /// <summary>The client was closed.</summary>
    NotConnected,

    /// <summary>401, after the one renewal that a credential allows.</summary>
    AuthenticationFailed,

    /// <summary>403.</summary>
    PermissionDenied,

    /// <summary>425, or 404 on a recording or a call: the service has no such record.</summary>
    RecordingNotFound,

    /// <summary>448: the service has the record and lost the file.</summary>
    RecordingFileMissing,

    /// <summary>429 past the retries.</summary>
    TooManyRequests,

    /// <summary>5xx past the retries, or another error code in the body.</summary>
    ServerError,

    /// <summary>Any other status.</summary>
    UnexpectedStatus,

    /// <summary>Not what the contract says: HTML, broken JSON, no audio, a redirect loop.</summary>
    InvalidResponse,

    /// <summary>Fewer bytes than announced, or an array or archive that stops in the middle.</summary>
    TruncatedResponse,

    /// <summary>Network or TLS, past the retries.</summary>
    ConnectionFailed,

    /// <summary>The service stopped sending, past the retries.</summary>
    Timeout,

    /// <summary>A redirect from https to http, which is not followed.</summary>
    InsecureRedirect,

    /// <summary>A name that would leave the destination.</summary>
    UnsafePath,

    /// <summary>Two recordings with one name.</summary>
    NameCollision,

    /// <summary>A file is there already that nobody said to replace.</summary>
    FileExists,

    /// <summary>Disk full, no permission, not a folder.</summary>
    WriteFailed,

    /// <summary>Another run holds the same shard of the archive.</summary>
    ArchiveInUse,

    /// <summary>A ledger that cannot be repaired without losing something.</summary>
    LedgerDamaged,

    /// <summary>A sync whose outcomes do not add up to what was listed.</summary>
    CountMismatch,
}
