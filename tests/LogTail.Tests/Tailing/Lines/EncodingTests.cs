using System.Text;
using LogTail.Tailing;
using LogTail.Tests.Tailing.Support;

namespace LogTail.Tests.Tailing.Lines;

/// <summary>Encodings by option, and what becomes of long lines.</summary>
public sealed class EncodingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(LineEncoding.Latin1, "47 72 FC DF 65", "Grüße")]
    [InlineData(LineEncoding.Latin2, "A3 F3 64 BC", "Łódź")]
    [InlineData(LineEncoding.Latin9, "31 30 A4", "10€")]
    [InlineData(LineEncoding.Windows1250, "A3 F3 64 9F", "Łódź")]
    [InlineData(LineEncoding.Windows1251, "EF F0 E8 E2 E5 F2", "привет")]
    [InlineData(LineEncoding.Windows1252, "31 30 80", "10€")]
    [InlineData(LineEncoding.Koi8R, "D0 D2 C9 D7 C5 D4", "привет")]
    [InlineData(LineEncoding.Ibm850, "47 72 81 E1 65", "Grüße")]
    [InlineData(LineEncoding.Gb18030, "C4 E3 BA C3", "你好")]
    [InlineData(LineEncoding.Big5, "A7 41 A6 6E", "你好")]
    [InlineData(LineEncoding.ShiftJis, "93 FA 96 7B", "日本")]
    [InlineData(LineEncoding.EucJp, "C6 FC CB DC", "日本")]
    [InlineData(LineEncoding.EucKr, "C7 D1 B1 DB", "한글")]
    public async Task Bytes_of_an_encoding_become_its_text(LineEncoding encoding, string bytes, string text)
    {
        byte[] line = Convert.FromHexString(bytes.Replace(" ", "", StringComparison.Ordinal));
        File.WriteAllBytes(_folder["app.log"], [.. line, (byte)'\r', (byte)'\n', .. "next\n"u8]);
        await using var run = TailRun.Start(TailRun.FromBeginning(_folder["app.log"]) with { Encoding = encoding });
        Assert.Equal([$"app.log|{text}", "app.log|next"], await run.Count(2));
    }

    [Fact]
    public async Task First_byte_of_a_character_that_was_cut_off_does_not_swallow_the_end_of_the_line()
    {
        File.WriteAllBytes(_folder["app.log"], [0x93, (byte)'\n', .. "next\n"u8]);
        await using var run = TailRun.Start(TailRun.FromBeginning(_folder["app.log"]) with { Encoding = LineEncoding.ShiftJis });
        Assert.Equal(["app.log|\uFFFD", "app.log|next"], await run.Count(2));
    }

    [Theory]
    [InlineData(LineEncoding.Utf16LittleEndian)]
    [InlineData(LineEncoding.Utf16BigEndian)]
    public async Task Utf16_without_a_mark_is_read_when_the_user_says_so(LineEncoding encoding)
    {
        var text = new UnicodeEncoding(encoding == LineEncoding.Utf16BigEndian, byteOrderMark: false);
        File.WriteAllBytes(_folder["app.log"], text.GetBytes("Größe Ċ\r\nnext\n"));
        await using var run = TailRun.Start(TailRun.FromBeginning(_folder["app.log"]) with { Encoding = encoding });
        Assert.Equal(["app.log|Größe Ċ", "app.log|next"], await run.Count(2));
    }

    [Theory]
    [InlineData(LongLines.Truncate, "12345678", 3)]
    [InlineData(LongLines.Skip, null, 2)]
    public async Task Long_lines_are_cut_or_left_out(LongLines what, string? cut, int lines)
    {
        File.WriteAllText(_folder["app.log"], "short\n1234567890\n12345678\n");
        await using var run = TailRun.Start(TailRun.FromBeginning(_folder["app.log"]) with { MaxLineBytes = 8, LongLines = what });
        string[] expected = cut is null ? ["app.log|short", "app.log|12345678"] : ["app.log|short", $"app.log|{cut}", "app.log|12345678"];
        Assert.Equal(expected, await run.Count(lines));
        Assert.Single(run.Observer.Events, told => told == "LinesCut app.log 1 6");
    }
}
