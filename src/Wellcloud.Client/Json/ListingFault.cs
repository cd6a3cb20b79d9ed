using System.Globalization;
using Wellcloud.Client.Resources;

namespace Wellcloud.Client.Json;

/// <summary>The ways in which a listing fails.</summary>
internal static class ListingFault
{
    /// <summary>A body without anything in it.</summary>
    public static WellcloudException Empty() => new(WellcloudError.InvalidResponse, Messages.ListingEmpty);

    /// <summary>HTML, a bare value, an object of another kind: no listing from the start.</summary>
    public static WellcloudException NotAListing(Exception? cause = null) =>
        new(WellcloudError.InvalidResponse, Messages.ListingNotAListing, cause);

    /// <summary>A listing that is broken somewhere.</summary>
    public static WellcloudException Broken(long position, Exception? cause = null) =>
        new(WellcloudError.InvalidResponse, Format(Messages.ListingBroken, position), cause);

    /// <summary>A row, or another value, beyond every measure.</summary>
    public static WellcloudException TooLarge(long position, int limit) =>
        new(WellcloudError.InvalidResponse, Format(Messages.ListingRowTooLarge, position, limit >> 20));

    /// <summary>A body that ends in the middle.</summary>
    public static WellcloudException CutOff(long rows) =>
        new(WellcloudError.TruncatedResponse, Format(Messages.ListingCutOff, rows)) { IsTransient = true };

    /// <summary>Fewer rows than announced.</summary>
    public static WellcloudException Short(long rows, long total) =>
        new(WellcloudError.TruncatedResponse, Format(Messages.ListingShort, rows, total)) { IsTransient = true };

    /// <summary>The service's error in place of the listing.</summary>
    public static WellcloudException Refused(int? code, string? message) =>
        new(WellcloudError.ServerError, Format(Messages.ListingRefused, code, message)) { StatusCode = code, ServerMessage = message };

    private static string Format(string message, params object?[] values) => string.Format(CultureInfo.CurrentCulture, message, values);
}
