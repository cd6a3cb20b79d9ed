namespace Wellcloud.Recordings.Pipeline;

/// <summary>What happens to a row.</summary>
internal enum RowVerdict
{
    /// <summary>The row is left out.</summary>
    Drop,

    /// <summary>The row is written.</summary>
    Take,

    /// <summary>The row is written, and no more rows are read.</summary>
    Last,
}
