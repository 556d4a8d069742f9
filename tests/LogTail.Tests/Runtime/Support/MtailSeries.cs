namespace LogTail.Tests.Runtime.Support;

/// <summary>One series as mtail's JSON shows it.</summary>
internal sealed record MtailSeries(string[] Labels, string Value);
