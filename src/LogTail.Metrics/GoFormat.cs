using System.Text;
using LogTail.Metrics.Numbers;

namespace LogTail.Metrics;

/// <summary>
/// The ways in which mtail writes a double (spec/mtail-language.md appendix A). All begin with the shortest decimal
/// digits that read back as the same number. No form needs more than <see cref="MaxLength"/> chars; the Try forms
/// return <see langword="false"/> when there is no room, and allocate nothing.
/// </summary>
public static class GoFormat
{
    /// <summary>Room that is enough for any number in any form.</summary>
    public const int MaxLength = 32;

    /// <summary>From this decimal exponent on <c>%g</c> is scientific.</summary>
    private const int FirstScientificG = 6;

    /// <summary>The same for JSON.</summary>
    private const int FirstScientificJson = 21;

    private delegate int Form(double value, Span<byte> utf8);

    /// <summary><c>%g</c>: scientific below 1e-4 and from 1e6, exponent of two digits or more.</summary>
    public static string G(double value) => ToString(value, WriteG);

    /// <summary>As <see cref="G"/> with a capital <c>E</c>.</summary>
    public static string UpperG(double value) => ToString(value, WriteUpperG);

    /// <summary>A JSON number: scientific below 1e-6 and from 1e21.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite: JSON has no word for it.</exception>
    public static string Json(double value) => ToString(value, WriteJson);

    /// <summary>A sample of the Prometheus text format: as <see cref="G"/>, but minus zero is <c>0</c>.</summary>
    public static string Prometheus(double value) => ToString(value, WritePrometheus);

    /// <inheritdoc cref="G(double)"/>
    public static bool TryG(double value, Span<char> destination, out int charsWritten) =>
        TryWrite(value, destination, out charsWritten, WriteG);

    /// <inheritdoc cref="G(double)"/>
    public static bool TryG(double value, Span<byte> utf8, out int bytesWritten) => TryWrite(value, utf8, out bytesWritten, WriteG);

    /// <inheritdoc cref="UpperG(double)"/>
    public static bool TryUpperG(double value, Span<char> destination, out int charsWritten) =>
        TryWrite(value, destination, out charsWritten, WriteUpperG);

    /// <inheritdoc cref="Json(double)"/>
    public static bool TryJson(double value, Span<char> destination, out int charsWritten) =>
        TryWrite(value, destination, out charsWritten, WriteJson);

    /// <inheritdoc cref="Json(double)"/>
    public static bool TryJson(double value, Span<byte> utf8, out int bytesWritten) => TryWrite(value, utf8, out bytesWritten, WriteJson);

    /// <inheritdoc cref="Prometheus(double)"/>
    public static bool TryPrometheus(double value, Span<char> destination, out int charsWritten) =>
        TryWrite(value, destination, out charsWritten, WritePrometheus);

    /// <inheritdoc cref="Prometheus(double)"/>
    public static bool TryPrometheus(double value, Span<byte> utf8, out int bytesWritten) =>
        TryWrite(value, utf8, out bytesWritten, WritePrometheus);

    private static int WriteG(double value, Span<byte> utf8) => WriteGeneral(value, utf8, (byte)'e');

    private static int WriteUpperG(double value, Span<byte> utf8) => WriteGeneral(value, utf8, (byte)'E');

    // Adding zero turns minus zero into zero and nothing else into anything else.
    private static int WritePrometheus(double value, Span<byte> utf8) => WriteGeneral(value + 0.0, utf8, (byte)'e');

    private static int WriteGeneral(double value, Span<byte> utf8, byte exponentMark)
    {
        if (!double.IsFinite(value))
        {
            return WriteNonFinite(value, utf8);
        }

        var number = new ShortestDecimal(value, stackalloc byte[ShortestDecimal.MaxLength]);
        return number.Exponent is < -4 or >= FirstScientificG
            ? DecimalWriter.WriteScientific(number, utf8, exponentMark, minExponentDigits: 2)
            : DecimalWriter.WriteFixed(number, utf8);
    }

    private static int WriteJson(double value, Span<byte> utf8)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "JSON has no such number.");
        }

        var number = new ShortestDecimal(value, stackalloc byte[ShortestDecimal.MaxLength]);
        return number.Exponent is < -6 or >= FirstScientificJson
            ? DecimalWriter.WriteScientific(number, utf8, (byte)'e', minExponentDigits: 1)
            : DecimalWriter.WriteFixed(number, utf8);
    }

    private static int WriteNonFinite(double value, Span<byte> utf8)
    {
        var text = double.IsNaN(value) ? "NaN"u8 : value > 0 ? "+Inf"u8 : "-Inf"u8;
        text.CopyTo(utf8);
        return text.Length;
    }

    private static string ToString(double value, Form form)
    {
        Span<byte> utf8 = stackalloc byte[MaxLength];
        return Encoding.ASCII.GetString(utf8[..form(value, utf8)]);
    }

    private static bool TryWrite(double value, Span<char> destination, out int charsWritten, Form form)
    {
        Span<byte> utf8 = stackalloc byte[MaxLength];
        return Encoding.ASCII.TryGetChars(utf8[..form(value, utf8)], destination, out charsWritten);
    }

    private static bool TryWrite(double value, Span<byte> utf8, out int bytesWritten, Form form)
    {
        if (utf8.Length >= MaxLength)
        {
            bytesWritten = form(value, utf8);
            return true;
        }

        Span<byte> whole = stackalloc byte[MaxLength];
        var length = form(value, whole);
        var fits = whole[..length].TryCopyTo(utf8);
        bytesWritten = fits ? length : 0;
        return fits;
    }
}
