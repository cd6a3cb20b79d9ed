namespace Wellcloud.Client;

/// <summary>The errors of the engine. The names are the error ids that scripts see.</summary>
public enum WellcloudError
{
    /// <summary>Neither a token nor a credential was given.</summary>
    CredentialRequired,

    /// <summary>The client was closed.</summary>
    NotConnected,

    /// <summary>401. With a credential, the token was renewed once before.</summary>
    AuthenticationFailed,

    /// <summary>403; or 401 from another host that the service redirects to.</summary>
    PermissionDenied,

    /// <summary>425, or 404 in the service's JSON on a recording or a call: the service has no such record.</summary>
    RecordingNotFound,

    /// <summary>448: the service has the record but lost the file.</summary>
    RecordingFileMissing,

    /// <summary>429 after all retries.</summary>
    TooManyRequests,

    /// <summary>5xx after all retries, or another error code in the body.</summary>
    ServerError,

    /// <summary>Any other status, such as a 404 that is not in the service's JSON.</summary>
    UnexpectedStatus,

    /// <summary>The response breaks the contract: HTML, invalid JSON, something other than audio, a redirect loop.</summary>
    InvalidResponse,

    /// <summary>The response has fewer bytes than announced, or its JSON or zip is incomplete.</summary>
    TruncatedResponse,

    /// <summary>A network or TLS error after all retries.</summary>
    ConnectionFailed,

    /// <summary>The service stopped sending, and all retries failed.</summary>
    Timeout,

    /// <summary>A redirect from https to http, which is not followed.</summary>
    InsecureRedirect,

    /// <summary>A name would lead out of the destination folder.</summary>
    UnsafePath,

    /// <summary>Two recordings would get the same file name; or a file has the name, and nothing shows which recording it belongs to.</summary>
    NameCollision,

    /// <summary>The file to write exists already, and overwriting was not asked for.</summary>
    FileExists,

    /// <summary>The disk is full, permission is missing, or the path is not a folder.</summary>
    WriteFailed,

    /// <summary>A file or folder of an archive cannot be read.</summary>
    ReadFailed,

    /// <summary>Another run is working on the same recordings of the archive.</summary>
    ArchiveInUse,

    /// <summary>A ledger is damaged or was changed.</summary>
    LedgerDamaged,

    /// <summary>The outcomes of a sync do not add up to the number of listed recordings.</summary>
    CountMismatch,
}
