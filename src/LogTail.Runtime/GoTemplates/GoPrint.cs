using System.Globalization;
using System.Text;
using LogTail.Metrics;

namespace LogTail.Runtime.GoTemplates;

/// <summary>Go's <c>fmt.Sprint</c> family for the values of templates (spec/grok.md §7.2).</summary>
public static class GoPrint
{
    /// <summary>One value as <c>%v</c> prints it; nothing is <c>&lt;nil&gt;</c>.</summary>
    public static string Text(in GoValue value)
    {
        switch (value.Kind)
        {
            case GoValueKind.Nil:
                return "<nil>";
            case GoValueKind.Bool:
                return value.Bool ? "true" : "false";
            case GoValueKind.Int:
                return value.Int.ToString(CultureInfo.InvariantCulture);
            case GoValueKind.Float:
                return GoFormat.G(value.Float);
            case GoValueKind.Text or GoValueKind.JsonNumber:
                return value.Text;
            default:
                var text = new StringBuilder();
                AppendCollection(text, value, item => Text(item));
                return text.ToString();
        }
    }

    /// <summary><c>print</c>: a blank between two operands of which neither is a text.</summary>
    public static string Print(params ReadOnlySpan<GoValue> values)
    {
        var text = new StringBuilder();
        for (var i = 0; i < values.Length; i++)
        {
            if (i > 0 && !values[i].IsTextual && !values[i - 1].IsTextual)
            {
                text.Append(' ');
            }

            text.Append(Text(values[i]));
        }

        return text.ToString();
    }

    /// <summary><c>println</c></summary>
    public static string PrintLine(params ReadOnlySpan<GoValue> values)
    {
        var text = new StringBuilder();
        for (var i = 0; i < values.Length; i++)
        {
            text.Append(i > 0 ? " " : "").Append(Text(values[i]));
        }

        return text.Append('\n').ToString();
    }

    /// <summary>What <c>html</c>, <c>js</c> and <c>urlquery</c> work on: as print, but nothing is <c>&lt;no value&gt;</c>.</summary>
    internal static string ToEscape(ReadOnlySpan<GoValue> values)
    {
        var printable = values.ToArray();
        for (var i = 0; i < printable.Length; i++)
        {
            printable[i] = printable[i].Kind == GoValueKind.Nil ? GoValue.Of("<no value>") : printable[i];
        }

        return Print(printable);
    }

    /// <summary>A list or a map, each item written by the caller.</summary>
    internal static void AppendCollection(StringBuilder text, in GoValue value, Func<GoValue, string> item)
    {
        if (value.Kind == GoValueKind.List)
        {
            text.Append('[').AppendJoin(' ', value.Items.ToArray().Select(item)).Append(']');
        }
        else
        {
            text.Append("map[").AppendJoin(' ', value.Entries.Select(entry => $"{item(GoValue.Of(entry.Key))}:{item(entry.Value)}")).Append(']');
        }
    }
}
