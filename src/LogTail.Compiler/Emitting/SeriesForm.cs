namespace LogTail.Compiler.Emitting;

/// <summary>How the series of a metric come to be (spec/mtail-language.md §4.1).</summary>
internal enum SeriesForm
{
    /// <summary>One for each set of label values.</summary>
    Keyed,

    /// <summary>A scalar that exists from the start.</summary>
    Present,

    /// <summary>A scalar that does not exist until it is first touched.</summary>
    OnTouch,
}
