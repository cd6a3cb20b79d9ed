namespace Wellcloud.Client.Http;

/// <summary>What a request is about: it decides what a 404 means.</summary>
internal enum ServiceSubject
{
    Login,
    Listing,
    Call,
    Recording,
    Batch,
}
