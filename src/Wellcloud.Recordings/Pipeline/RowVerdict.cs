namespace Wellcloud.Recordings.Pipeline;

/// <summary>What to do with a row.</summary>
internal enum RowVerdict
{
    /// <summary>Leave it out.</summary>
    Drop,

    /// <summary>Give it.</summary>
    Take,

    /// <summary>Give it, and read no more.</summary>
    Last,
}
