using System.Text.Json;
using LogTail.Runtime.GoTemplates;

namespace LogTail.Tests.Runtime.GoTemplates;

/// <summary>Formats as the <c>fmt</c> of Go 1.19 writes them: each expectation was printed by it.</summary>
public class GoPrintfTests
{
    [Theory]
    [InlineData("%x", 3.5, "0x1.cp+01")]
    [InlineData("%X", 1.0, "0X1P+00")]
    [InlineData("%x", 0.1, "0x1.999999999999ap-04")]
    [InlineData("%x", -2.5, "-0x1.4p+01")]
    [InlineData("%x", 1e300, "0x1.7e43c8800759cp+996")]
    [InlineData("%x", 0.0, "0x0p+00")]
    [InlineData("%.3x", 3.14159, "0x1.922p+01")]
    [InlineData("%.0x", 3.5, "0x1p+02")]
    [InlineData("%10.2x", 1.5, "0x1.80p+00")]
    [InlineData("%-12.1X|", 1.5, "0X1.8P+00   |")]
    [InlineData("%+x", 1.5, "+0x1.8p+00")]
    [InlineData("%#x", 1.5, "0x1.8000p+00")]
    [InlineData("% x", 1.5, " 0x1.8p+00")]
    [InlineData("%b", 1.5, "6755399441055744p-52")]
    [InlineData("%b", 0.1, "7205759403792794p-56")]
    [InlineData("%b", -3.0, "-6755399441055744p-51")]
    [InlineData("%#.0f", 2.0, "2.")]
    [InlineData("%#g", 1.0, "1.00000")]
    [InlineData("%#.3g", 1.0, "1.00")]
    [InlineData("%.3g", 1234567.0, "1.23e+06")]
    [InlineData("%+v", 1.0, "1")]
    [InlineData("%012.3e", 1.5, "0001.500e+00")]
    [InlineData("%d", 1.5, "%!d(float64=1.5)")]
    [InlineData("%+v", 1L, "1")]
    [InlineData("%+q", 233L, "'\\u00e9'")]
    [InlineData("%05c", 65L, "0000A")]
    [InlineData("%+.3d", 7L, "+007")]
    [InlineData("%.0d", 0L, "")]
    [InlineData("%[3]d", 1L, "%!d(BADINDEX)")]
    [InlineData("%[x]d", 1L, "%!d(BADINDEX)")]
    [InlineData("%[1]d %d", 1L, "1 %!d(MISSING)")]
    [InlineData("%5%|%-5%|%05%", null, "%|%|%")]
    [InlineData("%!", 1L, "%!!(int=1)")]
    [InlineData("abc%", null, "abc%!(NOVERB)")]
    [InlineData("%q", "a\tb\"\n\0é\u2028", "\"a\\tb\\\"\\n\\x00é\\u2028\"")]
    [InlineData("%#q", "alice", "`alice`")]
    [InlineData("%#q", "a`b", "\"a`b\"")]
    [InlineData("%+q", "日本", "\"\\u65e5\\u672c\"")]
    [InlineData("% #x", "alice", "0x61 0x6c 0x69 0x63 0x65")]
    [InlineData("%#x", "alice", "0x616c696365")]
    [InlineData("%.3x", "alice", "616c69")]
    [InlineData("%.1x", "é", "c3")]
    [InlineData("%20.10q|", "hello world", "        \"hello worl\"|")]
    [InlineData("%.2f", "3.5", "%!f(string=3.)")]
    [InlineData("%8.1e|", "-7", "%!e(string=       -)|")]
    [InlineData("%-12E|", "42", "%!E(string=42          )|")]
    [InlineData("%5.1f", 4L, "%!f(int=    4)")]
    [InlineData("%+012.2s", 123456.789, "%!s(float64=+00001.2e+05)")]
    [InlineData("%#-5t", 1.5, "%!t(float64=1.50000)")]
    [InlineData("%.2T|%8T", 1.5, "fl|%!T(MISSING)")]
    [InlineData("%#08x", 255L, "0x000000ff")]
    [InlineData("%05O", 1L, "0o00001")]
    [InlineData("%#.0O", 255L, "0o0377")]
    [InlineData("%#.5o", 8L, "00010")]
    [InlineData("%#o", 0L, "0")]
    [InlineData("%010.6U|", 8364L, "  U+0020AC|")]
    [InlineData("%#U", 1000000L, "U+F4240")]
    [InlineData("%#.1v", "-7", "\"-\"")]
    public void Formats_one_value(string format, object? value, string expected) =>
        Assert.Equal(expected, value is null ? GoPrintf.Format(format) : GoPrintf.Format(format, ValueOf(value)));

    [Fact]
    public void Complains_of_a_width_that_is_no_integer() => Assert.Equal("%!(BADWIDTH)5", GoPrintf.Format("%*d", GoValue.Of("a"), GoValue.Of(5L)));

    [Fact]
    public void Takes_width_and_precision_from_values_by_index()
    {
        Assert.Equal("    2", GoPrintf.Format("%[2]*[1]d", GoValue.Of(2L), GoValue.Of(5L)));
        Assert.Equal("3.142", GoPrintf.Format("%.[2]*[1]f", GoValue.Of(3.14159), GoValue.Of(3L)));
        Assert.Equal("2 %!d(MISSING)", GoPrintf.Format("%[2]d %d", GoValue.Of(1L), GoValue.Of(2L)));
        Assert.Equal("3    |", GoPrintf.Format("%-*d|", GoValue.Of(5L), GoValue.Of(3L)));
    }

    [Fact]
    public void Writes_nothing_inside_of_a_list_the_same_for_every_verb()
    {
        using var list = JsonDocument.Parse("""[1, null, "a"]""");
        Assert.Equal("[%!d(json.Number=    1) <nil> %!d(string=    a)]", GoPrintf.Format("%5d", GoValue.Of(list.RootElement)));
    }

    private static GoValue ValueOf(object value) => value switch
    {
        double number => GoValue.Of(number),
        long number => GoValue.Of(number),
        _ => GoValue.Of((string)value),
    };
}
