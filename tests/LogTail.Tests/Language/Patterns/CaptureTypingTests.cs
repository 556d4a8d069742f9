using LogTail.Language.Patterns;

namespace LogTail.Tests.Language.Patterns;

public class CaptureTypingTests
{
    // spec/mtail-language.md appendix B, recorded from mtail: the type of group 1.
    private const string Int = """
        (1) · (-1) · (12) · (\d?) · ([1]) · (\d+) · (\d*) · (\d+?) · ([1]+) · (\d\d) · (\d+)? · ((\d)) · (\x31) · ((\d+)) · ((1|2)) · (\+\d+) · (\d+\-) · (10|20) · (\d{3}) · (-?\d+) · ((\d)+) · (20\d\d) · ([0-9]+) · (\d{0,}) · (\d{2,}) · (\d{1,}) · (\d+\d+) · ((\d|-)) · (\d+[+-]) · ((10|20)) · ((?:\d+)) · ((-|\d+)) · (\d{1,2}) · (\d{0,1}) · (\d+-\d+) · ((?i)\d+) · (\d+|\d+) · (200|404) · ([0-9-]+) · (?i:(\d+)) · (?P<x>\d+) · ([+-]?\d+) · (-\d|\+\d) · (\d\d\d\d) · ((?:1|2)\d) · (2\d\d|404) · (0|[1-9]\d*) · ([2345]\d\d) · (200|204|404) · (200|40[0-9]) · ([[:digit:]]+)
        """;

    private const string Float = """
        (e) · (\.) · (1E) · (e+) · ([.]) · (1e5) · (e\d) · (1\.5) · ([eE]) · (\d+|e) · (\d+\.) · (\.\d+) · ([\d.]+) · (\d+e\d+) · (10|1\.5) · (\d*\.\d*) · (\d+\.\d+) · (\d+\.\d*) · (\d+[.]\d+) · ((?:\d+\.)+) · ([\d.eE+-]+) · (\d+[eE]\d+) · (\d+(\.\d+)*) · (\d+(\.\d+)?) · (\d+|\d+\.\d+) · (\d+\.\d+|\d+) · (\d+(?:\.\d+)?) · ((\d+|\d+\.\d+)) · (-?\d*\.{0,1}\d+) · (\d+(?:\.\d+){0,1}) · (\d{2}\.\d{2}|\d{3}) · (-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)
        """;

    private const string String = """
        () · (٣) · (-) · (.) · (\d) · (\+) · (-?) · (1|2) · (\w+) · (1.5) · (a|b) · ((.)) · (\S+) · (^\d+) · (\pN+) · (|\d+) · (\d+|) · (\d|-) · (\d+$) · (\d+%) · ([-+]) · ([01]) · (\d+ ) · ([^\D]) · ([0-9]) · (\d+|-) · (\d+\s) · (\d{0}) · (\d{1}) · (-|\d+) · (1|2|30) · (1|1\.5) · ([+-]{2}) · (0b[01]+) · (\d+|abc) · ([012]|3) · (\d+:\d+) · ((\d+)|-) · (\d+,\d+) · ([0-9,]+) · (\d|\d\d) · ([1-9]|10) · (?:(\d)|x) · ([0-9.]{2}) · (100|101|1x) · (\d+[,.]\d+) · (\d+\.\d+\.?) · (0x[0-9a-f]+) · (\d+\.\d+\.\d+) · (true|false|\d+) · (\d{1,3}\.\d{1,3}\.\d{1,3}) · ([0-9]{1,3}(?:\.[0-9]{1,3}){3})
        """;

    public static IEnumerable<string> Recorded => [.. Patterns(Int), .. Patterns(Float), .. Patterns(String)];

    public static TheoryData<string> Ints => [.. Patterns(Int)];

    public static TheoryData<string> Floats => [.. Patterns(Float)];

    public static TheoryData<string> Strings => [.. Patterns(String)];

    [Theory]
    [MemberData(nameof(Ints))]
    public void Types_as_int(string pattern) => Assert.Equal(CaptureType.Int, TypeOfFirstGroup(pattern));

    [Theory]
    [MemberData(nameof(Floats))]
    public void Types_as_float(string pattern) => Assert.Equal(CaptureType.Float, TypeOfFirstGroup(pattern));

    [Theory]
    [MemberData(nameof(Strings))]
    public void Types_as_string(string pattern) => Assert.Equal(CaptureType.String, TypeOfFirstGroup(pattern));

    internal static CaptureType TypeOfFirstGroup(string pattern) => CaptureTyping.TypeOf(Re2Parser.Parse(pattern).Tree!, 1);

    private static string[] Patterns(string table) => table.Split(" · ");
}
