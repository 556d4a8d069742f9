using System.Diagnostics;
using System.Globalization;

namespace LogTail.Metrics.Numbers;

/// <summary>The fewest decimal digits that read back as the same double, and where the point is.</summary>
internal readonly ref struct ShortestDecimal
{
    /// <summary>Room for what the framework writes for any double, which is at most 24 chars long.</summary>
    public const int MaxLength = 32;

    /// <param name="value">A finite number.</param>
    /// <param name="scratch">Room for <see cref="MaxLength"/> bytes, which the digits live in.</param>
    public ShortestDecimal(double value, Span<byte> scratch)
    {
        IsNegative = double.IsNegative(value);
        var magnitude = Math.Abs(value);
        var text = Format(magnitude, "R", scratch);
        if (double.IsPow2(magnitude) && double.Parse(text, CultureInfo.InvariantCulture) != magnitude)
        {
            // The framework takes a digit too few for 2^-25 and 2^-958, whose neighbours below are nearer than those above.
            text = Format(magnitude, "E16", scratch);
        }

        // This is 123, 1.23, 0.00123, 1.23E+45 or 1E-05: take the point out and the zeros off both ends.
        var exponent = 0;
        var mark = text.IndexOf((byte)'E');
        if (mark >= 0)
        {
            exponent = int.Parse(text[(mark + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            text = text[..mark];
        }

        var point = text.IndexOf((byte)'.');
        if (point >= 0)
        {
            text[(point + 1)..].CopyTo(text[point..]);
            text = text[..^1];
        }
        else
        {
            point = text.Length;
        }

        var zeros = text.IndexOfAnyExcept((byte)'0');
        if (zeros < 0)
        {
            Digits = text[..1];
            return;
        }

        Digits = text[zeros..(text.LastIndexOfAnyExcept((byte)'0') + 1)];
        Exponent = exponent + point - zeros - 1;
    }

    public bool IsNegative { get; }

    /// <summary>ASCII. Neither the first nor the last is 0, except in the number 0.</summary>
    public ReadOnlySpan<byte> Digits { get; }

    /// <summary>Decimal exponent of the first digit; 0 for the number 0.</summary>
    public int Exponent { get; }

    private static Span<byte> Format(double value, string format, Span<byte> scratch)
    {
        var formatted = value.TryFormat(scratch, out var length, format, CultureInfo.InvariantCulture);
        Debug.Assert(formatted, "MaxLength is enough.");
        return scratch[..length];
    }
}
