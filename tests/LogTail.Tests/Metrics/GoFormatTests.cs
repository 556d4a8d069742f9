using System.Globalization;
using System.Numerics;
using LogTail.Metrics;

namespace LogTail.Tests.Metrics;

public sealed class GoFormatTests
{
    // spec/mtail-language.md appendix A.
    [Theory]
    [InlineData(123456, "123456", "123456", "123456")]
    [InlineData(1234567, "1.234567e+06", "1234567", "1.234567E+06")]
    [InlineData(1234567.5, "1.2345675e+06", "1234567.5", "1.2345675E+06")]
    [InlineData(1e20, "1e+20", "100000000000000000000", "1E+20")]
    [InlineData(1e21, "1e+21", "1e+21", "1E+21")]
    [InlineData(0.0001, "0.0001", "0.0001", "0.0001")]
    [InlineData(0.00001, "1e-05", "0.00001", "1E-05")]
    [InlineData(1e-7, "1e-07", "1e-7", "1E-07")]
    [InlineData(1.5e300, "1.5e+300", "1.5e+300", "1.5E+300")]
    [InlineData(123456.5, "123456.5", "123456.5", "123456.5")]
    [InlineData(100000, "100000", "100000", "100000")]
    [InlineData(1e6, "1e+06", "1000000", "1E+06")]
    [InlineData(9223372036854775807, "9.223372036854776e+18", "9223372036854776000", "9.223372036854776E+18")]
    [InlineData(2.9802322387695312e-08, "2.9802322387695312e-08", "2.9802322387695312e-8", "2.9802322387695312E-08")]
    [InlineData(1e-6, "1e-06", "0.000001", "1E-06")]
    [InlineData(-0.1, "-0.1", "-0.1", "-0.1")]
    [InlineData(-2.9802322387695312e-08, "-2.9802322387695312e-08", "-2.9802322387695312e-8", "-2.9802322387695312E-08")]
    [InlineData(5e-324, "5e-324", "5e-324", "5E-324")]
    public void Each_form_has_its_own_bounds_of_scientific_notation(double value, string g, string json, string upperG)
    {
        Assert.Equal(g, GoFormat.G(value));
        Assert.Equal(g, GoFormat.Prometheus(value));
        Assert.Equal(upperG, GoFormat.UpperG(value));
        Assert.Equal(json, GoFormat.Json(value));
    }

    [Fact]
    public void What_is_not_an_ordinary_number_has_a_name()
    {
        Assert.Equal(["NaN", "+Inf", "-Inf", "-0", "0"], Numbers(GoFormat.G));
        Assert.Equal(["NaN", "+Inf", "-Inf", "0", "0"], Numbers(GoFormat.Prometheus));
        Assert.Equal("-0", GoFormat.Json(-0.0));
        Assert.Throws<ArgumentOutOfRangeException>(() => GoFormat.Json(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => GoFormat.Json(double.NegativeInfinity));

        static string[] Numbers(Func<double, string> form) =>
            [form(double.NaN), form(double.PositiveInfinity), form(double.NegativeInfinity), form(-0.0), form(0.0)];
    }

    [Fact]
    public void Without_room_nothing_is_written()
    {
        Span<char> chars = stackalloc char[4];
        Span<byte> bytes = stackalloc byte[4];

        Assert.False(GoFormat.TryG(1.2345, chars, out var charsWritten));
        Assert.False(GoFormat.TryG(1.2345, bytes, out var bytesWritten));
        Assert.Equal((0, 0), (charsWritten, bytesWritten));
        Assert.True(GoFormat.TryG(1.25, chars, out charsWritten));
        Assert.True(GoFormat.TryG(1.25, bytes, out bytesWritten));
        Assert.Equal("1.25", chars[..charsWritten].ToString());
        Assert.Equal("1.25"u8, bytes[..bytesWritten]);
    }

    [Fact]
    public void Formatting_allocates_nothing()
    {
        var chars = new char[GoFormat.MaxLength];
        var bytes = new byte[GoFormat.MaxLength];
        Format();
        var before = GC.GetAllocatedBytesForCurrentThread();

        Format();

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Format()
        {
            GoFormat.TryG(Math.PI * 1e50, chars, out _);
            GoFormat.TryUpperG(Math.PI, chars, out _);
            GoFormat.TryJson(Math.PI * 1e10, chars, out _);
            GoFormat.TryPrometheus(-Math.PI * 1e-10, bytes, out _);
        }
    }

    /// <summary>Against exact arithmetic: the digits are written by hand from the definition of the shortest form.</summary>
    [Fact]
    public void Random_numbers_are_written_with_the_fewest_digits_that_read_back()
    {
        var random = new Random(20260803);
        for (var i = 0; i < 5_000; i++)
        {
            var value = (i % 6) switch
            {
                0 => BitConverter.Int64BitsToDouble(random.NextInt64()),
                1 => Math.ScaleB(1, (i / 6 % 2098) - 1074),
                2 => random.Next() / 1000.0,
                3 => random.NextInt64(),
                4 => (random.NextInt64(1L << 52) / 4.0) + 0.75,
                _ => random.NextDouble() * Math.Pow(10, random.Next(-20, 25)),
            };
            if (double.IsFinite(value))
            {
                Assert.Equal(SlowG(value), GoFormat.G(value));
            }
        }
    }

    private static string SlowG(double value)
    {
        if (value == 0)
        {
            return "0";
        }

        var (digits, exponent) = ShortestDigits(Math.Abs(value));
        var sign = value < 0 ? "-" : "";
        if (exponent is < -4 or >= 6)
        {
            var fraction = digits.Length > 1 ? "." + digits[1..] : "";
            return $"{sign}{digits[0]}{fraction}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent).ToString("00", CultureInfo.InvariantCulture)}";
        }

        if (exponent < 0)
        {
            return $"{sign}0.{new string('0', -exponent - 1)}{digits}";
        }

        digits = digits.PadRight(exponent + 1, '0');
        return sign + digits[..(exponent + 1)] + (digits.Length > exponent + 1 ? "." + digits[(exponent + 1)..] : "");
    }

    /// <summary>
    /// Of the decimals that lie between the halfway points to both neighbours (the points themselves belong to an even
    /// mantissa), one with the fewest digits; of several the nearest to the value, of two the one with the even last digit.
    /// </summary>
    private static (string Digits, int Exponent) ShortestDigits(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var biased = (int)(bits >> 52);
        var fraction = bits & ((1L << 52) - 1);
        var mantissa = biased == 0 ? fraction : fraction | (1L << 52);
        var power = (biased == 0 ? 1 : biased) - 1075;

        // All numbers times four, so that the halfway points are whole: value = 4m, above = 4m + 2, below = 4m - 2, or 4m - 1 at a power of two.
        var exact = new BigInteger(mantissa) * 4;
        var above = exact + 2;
        var below = exact - (fraction == 0 && biased > 1 ? 1 : 2);
        var includesBounds = mantissa % 2 == 0;
        power -= 2;

        var magnitude = (int)Math.Floor(Math.Log10(value)) + 1;
        for (var count = 1; ; count++)
        {
            // Candidates are whole multiples of 10^unit.
            foreach (var unit in new[] { magnitude - count + 1, magnitude - count, magnitude - count - 1 })
            {
                var best = Candidates(exact, power, unit)
                    .Where(candidate => candidate.Sign > 0 && candidate.ToString(CultureInfo.InvariantCulture).TrimEnd('0').Length <= count)
                    .Where(candidate => Compare(candidate, unit, below, power) is var low && Compare(candidate, unit, above, power) is var high
                        && (includesBounds ? low >= 0 && high <= 0 : low > 0 && high < 0))
                    .OrderBy(candidate => Distance(candidate, unit, exact, power))
                    .ThenBy(candidate => !candidate.IsEven)
                    .Select(candidate => (BigInteger?)candidate)
                    .FirstOrDefault();
                if (best is { } found)
                {
                    var text = found.ToString(CultureInfo.InvariantCulture);
                    return (text.TrimEnd('0'), text.Length - 1 + unit);
                }
            }
        }
    }

    private static BigInteger[] Candidates(BigInteger exact, int power, int unit)
    {
        var (numerator, denominator) = Ratio(exact, power, unit);
        var floor = BigInteger.Divide(numerator, denominator);
        return [floor, floor + 1];
    }

    /// <summary>The number exact * 2^power in units of 10^unit.</summary>
    private static (BigInteger Numerator, BigInteger Denominator) Ratio(BigInteger exact, int power, int unit)
    {
        var (numerator, denominator) = power >= 0 ? (exact << power, BigInteger.One) : (exact, BigInteger.One << -power);
        return unit >= 0 ? (numerator, denominator * BigInteger.Pow(10, unit)) : (numerator * BigInteger.Pow(10, -unit), denominator);
    }

    private static int Compare(BigInteger candidate, int unit, BigInteger bound, int power)
    {
        var (numerator, denominator) = Ratio(bound, power, unit);
        return (candidate * denominator).CompareTo(numerator);
    }

    private static BigInteger Distance(BigInteger candidate, int unit, BigInteger exact, int power)
    {
        var (numerator, denominator) = Ratio(exact, power, unit);
        return BigInteger.Abs((candidate * denominator) - numerator);
    }
}
