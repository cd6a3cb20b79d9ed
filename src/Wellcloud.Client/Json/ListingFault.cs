using System.Globalization;
using Wellcloud.Client.Resources;

namespace Wellcloud.Client.Json;

/// <summary>Creates the exceptions of a listing.</summary>
internal static class ListingFault
{
    /// <summary>Returns the fault of an empty body.</summary>
    public static WellcloudException Empty() => new(WellcloudError.InvalidResponse, Messages.ListingEmpty);

    /// <summary>Returns the fault of a body that is not a listing: HTML, a single value, another kind of object.</summary>
    public static WellcloudException NotAListing(Exception? cause = null) =>
        new(WellcloudError.InvalidResponse, Messages.ListingNotAListing, cause);

    /// <summary>Returns the fault of a listing with a syntax error.</summary>
    public static WellcloudException Broken(long position, Exception? cause = null) =>
        new(WellcloudError.InvalidResponse, Format(Messages.ListingBroken, position), cause);

    /// <summary>Returns the fault of a row or another value that is too large.</summary>
    public static WellcloudException TooLarge(long position, int limit) =>
        new(WellcloudError.InvalidResponse, Format(Messages.ListingRowTooLarge, position, limit >> 20));

    /// <summary>Returns the fault of a body that ends before the listing does.</summary>
    public static WellcloudException CutOff(long rows) =>
        new(WellcloudError.TruncatedResponse, Format(Messages.ListingCutOff, rows)) { IsTransient = true };

    /// <summary>Returns the fault of a listing with fewer rows than announced.</summary>
    public static WellcloudException Short(long rows, long total) =>
        new(WellcloudError.TruncatedResponse, Format(Messages.ListingShort, rows, total)) { IsTransient = true };

    /// <summary>Returns the fault of an error that the service sent instead of a listing.</summary>
    public static WellcloudException Refused(int? code, string? message) =>
        new(WellcloudError.ServerError, Format(Messages.ListingRefused, code, message)) { StatusCode = code, ServerMessage = message };

    private static string Format(string message, params object?[] values) => string.Format(CultureInfo.CurrentCulture, message, values);
}
