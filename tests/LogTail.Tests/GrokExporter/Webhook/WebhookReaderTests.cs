using System.Text;
using LogTail.Language.GrokExporter.Configuration;
using LogTail.GrokExporter.Webhook;

namespace LogTail.Tests.GrokExporter.Webhook;

/// <summary>Formats of spec/grok.md §6.3.</summary>
public sealed class WebhookReaderTests
{
    [Theory]
    [InlineData("hello", "hello")]
    [InlineData(" \t hello world\r\n\n", "hello world")]
    [InlineData("two\nlines\n", "two\nlines")]
    [InlineData("", "")]
    [InlineData("\u00a0\u2028x\u3000", "x")]
    public void A_single_text_is_one_line(string body, string line) =>
        Assert.Equal([line], Lines(Default, body));

    [Theory]
    [InlineData("\n\n", "a\n\nb\n\nc\n", "a|b|c")]
    [InlineData("\n\n", "a\nb\n\n c ", "a\nb|c")]
    [InlineData("\n", "a\n\nb\r\nc", "a||b|c")]
    [InlineData(";", " a ; ;b;", "a||b|")]
    [InlineData("--", "", "")]
    [InlineData("--", "a---b", "a|-b")]
    public void Texts_are_split_at_the_separator_and_empty_pieces_count(string separator, string body, string lines) =>
        Assert.Equal(lines.Split('|'), Lines(Default with { Format = WebhookFormat.TextBulk, TextBulkSeparator = separator }, body));

    [Fact]
    public void Lines_of_text_come_along_with_an_empty_object()
    {
        using var entries = Read(Default with { Format = WebhookFormat.TextBulk }, "a\n\nb");
        Assert.Equal(["{}", "{}"], entries.Extras.Select(extra => extra.GetRawText()));
    }

    [Theory]
    [InlineData(".message", """{"message": " hello "}""", "hello")]
    [InlineData(".a.b", """{"a": {"b": "deep"}}""", "deep")]
    [InlineData(".list[1]", """{"list": ["x", "y"]}""", "y")]
    [InlineData(".l[1]", """{"l": ["x", "y"]}""", "y")]
    [InlineData(".list[12]", """{"list": [0,1,2,3,4,5,6,7,8,9,10,11,"twelve"]}""", "twelve")]
    [InlineData(".rows[0][1].text", """{"rows": [[1, {"text": "t"}]]}""", "t")]
    [InlineData(".odd[x]", """{"odd[x]": "by name"}""", "by name")]
    [InlineData(".message", """{"message": "first", "message": "last"}""", "last")]
    [InlineData(".message", """{"message": "a\u00e9\n\ud83d\ude00"}""", "aé\n😀")]
    [InlineData(".message", """{"message": "half \ud83d pair \\ud83d"}""", "half \ufffd pair \\ud83d")]
    [InlineData(".message", """{"message": "\ude00\ud83d\ud83d\ude00"}""", "\ufffd\ufffd😀")]
    [InlineData(".message", "\ufeff{\"message\": \"after a mark\"}", "after a mark")]
    public void The_selected_text_of_an_object_is_a_line(string selector, string body, string line) =>
        Assert.Equal([line], Lines(Default with { Format = WebhookFormat.JsonSingle, JsonSelector = selector }, body));

    [Fact]
    public void Bytes_that_are_not_UTF8_are_replaced_in_JSON()
    {
        var reader = new WebhookReader(Default with { Format = WebhookFormat.JsonSingle });
        using var entries = reader.Read("{\"message\": \"a"u8.ToArray().Concat<byte>([0xFF]).Concat("b\"}"u8.ToArray()).ToArray());
        Assert.Equal("a\ufffdb", Encoding.UTF8.GetString(entries.Lines[0].Span));
    }

    [Theory]
    [InlineData("", "The body is not JSON: ")]
    [InlineData("hello", "The body is not JSON: ")]
    [InlineData("{\"message\": \"x\"} more", "The body is not JSON: ")]
    [InlineData("[\"message\"]", "The body cannot be used: it is an array, not an object")]
    [InlineData("{\"text\": \"x\"}", "The body cannot be used: it has no .message")]
    [InlineData("{\"message\": 5}", "The body cannot be used: its .message is a number, not a text")]
    [InlineData("{\"message\": null}", "The body cannot be used: its .message is null, not a text")]
    [InlineData("{\"message\": {\"a\": 1}}", "The body cannot be used: its .message is an object, not a text")]
    public void An_object_that_cannot_be_used_gives_nothing_and_the_reason(string body, string fault)
    {
        using var entries = Read(Default with { Format = WebhookFormat.JsonSingle }, body);
        Assert.Empty(entries.Lines);
        Assert.StartsWith(fault, entries.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Depth_without_end_is_refused()
    {
        using var entries = Read(Default with { Format = WebhookFormat.JsonSingle }, $"{{\"message\": {new string('[', 100_000)}");
        Assert.StartsWith("The body is not JSON: ", entries.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void An_array_gives_a_line_per_entry_wrapped_for_templates()
    {
        using var entries = Read(
            Default with { Format = WebhookFormat.JsonBulk }, """[{"message": "a", "user": "u", "n": 1.50}, {"message": " b "}]""");
        Assert.Equal("", entries.Fault);
        Assert.Equal(["a", "b"], entries.Lines.Select(line => Encoding.UTF8.GetString(line.Span)));
        Assert.Equal("u", entries.Extras[0].GetProperty("x").GetProperty("user").GetString());
        Assert.Equal("1.50", entries.Extras[0].GetProperty("x").GetProperty("n").GetRawText());
        Assert.Single(entries.Extras[1].EnumerateObject());
    }

    [Theory]
    [InlineData("""[{"message": "a"}, {"text": "b"}, {"message": "c"}]""", "a", "Entry 2 cannot be used: it has no .message")]
    [InlineData("""[{"message": "a"}, "b"]""", "a", "Entry 2 cannot be used: it is a text, not an object")]
    [InlineData("""{"message": "a"}""", "", "The body must be an array of objects, and is an object")]
    [InlineData("""[{"message": "a"}, """, "", "The body is not JSON: ")]
    [InlineData("[]", "", "")]
    public void An_array_is_read_up_to_the_first_entry_that_cannot_be_used(string body, string lines, string fault)
    {
        using var entries = Read(Default with { Format = WebhookFormat.JsonBulk }, body);
        Assert.Equal(lines, string.Join('|', entries.Lines.Select(line => Encoding.UTF8.GetString(line.Span))));
        Assert.StartsWith(fault, entries.Fault, StringComparison.Ordinal);
        Assert.Equal(fault.Length == 0, entries.Fault.Length == 0);
    }

    [Theory]
    [InlineData("{\"message\": \"a\"}\n\n  \r\n{\"message\": \"b\"}\r\n", "a|b", "")]
    [InlineData("{\"message\": \"a\"}\n{\"message\": \n{\"message\": \"c\"}", "a", "Line 2 is not JSON: ")]
    [InlineData("{\"message\": \"a\"}\n\n{\"x\": 1}\n{\"message\": \"c\"}", "a", "Line 3 cannot be used: it has no .message")]
    [InlineData("", "", "")]
    public void Lines_of_JSON_are_read_up_to_the_first_that_cannot_be_used(string body, string lines, string fault)
    {
        using var entries = Read(Default with { Format = WebhookFormat.JsonLines }, body);
        Assert.Equal(lines, string.Join('|', entries.Lines.Select(line => Encoding.UTF8.GetString(line.Span))));
        Assert.StartsWith(fault, entries.Fault, StringComparison.Ordinal);
        Assert.Equal(fault.Length == 0, entries.Fault.Length == 0);
    }

    private static WebhookInput Default { get; } = new(
        WebhookInput.DefaultPath, WebhookFormat.TextSingle, WebhookInput.DefaultJsonSelector, WebhookInput.DefaultTextBulkSeparator);

    private static WebhookEntries Read(WebhookInput options, string body) => new WebhookReader(options).Read(Encoding.UTF8.GetBytes(body));

    private static IEnumerable<string> Lines(WebhookInput options, string body)
    {
        using var entries = Read(options, body);
        Assert.Equal("", entries.Fault);
        return [.. entries.Lines.Select(line => Encoding.UTF8.GetString(line.Span))];
    }
}
