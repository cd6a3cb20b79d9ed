namespace Wellcloud.Client.Http;

/// <summary>What a request asks for; decides what a 404 means.</summary>
internal enum ServiceSubject
{
    Login,
    Listing,
    Call,
    Recording,
    Batch,
}
