using System.Globalization;

namespace LogTail.Benchmarks.Comparison;

/// <summary>Something that was promised, and what was found.</summary>
/// <param name="Work">What was measured.</param>
/// <param name="Promise">In words.</param>
/// <param name="Found">In words.</param>
/// <param name="IsMet">Whether the promise holds.</param>
internal sealed record Bar(string Work, string Promise, string Found, bool IsMet)
{
    /// <summary>At least so much.</summary>
    public static Bar AtLeast(string work, double least, double? found, string unit) =>
        new(work, $"≥ {Number(least)} {unit}", found is { } value ? $"{Number(value)} {unit}" : "not measured", found >= least);

    /// <summary>At most so much.</summary>
    public static Bar AtMost(string work, double most, double? found, string unit) =>
        new(work, $"≤ {Number(most)} {unit}", found is { } value ? $"{Number(value)} {unit}" : "not measured", found <= most);

    public override string ToString() => $"| {Work} | {Promise} | {Found} | {(IsMet ? "hit" : "**missed**")} |";

    private static string Number(double value) => value.ToString(Math.Abs(value) >= 1000 ? "N0" : "0.##", CultureInfo.InvariantCulture);
}
