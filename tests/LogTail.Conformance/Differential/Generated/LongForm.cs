using System.Globalization;

namespace LogTail.Conformance.Differential.Generated;

/// <summary>How much of what can go on for ever is run: little by default, more by the environment.</summary>
internal static class LongForm
{
    /// <summary>The first seed: <c>LOGTAIL_DIFFERENTIAL_SEED</c>. The same seed gives the same programs, patterns, times and lines.</summary>
    public static int Seed => Number("LOGTAIL_DIFFERENTIAL_SEED", 1);

    /// <summary>Where programs that differ are kept, each with its log: <c>LOGTAIL_DIFFERENTIAL_KEEP</c>; null for nowhere.</summary>
    public static string? KeepIn => Environment.GetEnvironmentVariable("LOGTAIL_DIFFERENTIAL_KEEP") is { Length: > 0 } folder ? folder : null;

    /// <summary>A count: what the variable says, otherwise <paramref name="usual"/>.</summary>
    public static int Number(string variable, int usual) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : usual;
}
