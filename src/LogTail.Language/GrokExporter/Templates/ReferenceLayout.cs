using LogTail.Language.Checking.Times;

namespace LogTail.Language.GrokExporter.Templates;

/// <summary>The layouts of <c>timestamp</c> (spec/grok.md §7.3).</summary>
internal static class ReferenceLayout
{
    /// <summary>What is wrong with a layout, as a sentence and a hint; null when nothing is.</summary>
    public static (string Message, string Hint)? Problem(string layout)
    {
        var commas = layout.Count(c => c == ',');
        if (commas > 1 || (commas == 1 && !layout.Contains(",000", StringComparison.Ordinal) && !layout.Contains(",999", StringComparison.Ordinal)))
        {
            return ("comma not allowed in reference timestamp, except for milliseconds: ,000 or ,999.", "Write a layout such as 2006-01-02 15:04:05,000.");
        }

        // The original reads each layout by itself; that fails for these, and for layouts whose numbers run together (`2006102`), with which every line fails.
        var elements = LayoutElement.Split(layout.Replace(',', '.'));
        foreach (var element in elements.Where(element => element.Text[0] is 'Z' or '_' && element.Field != LayoutField.Literal))
        {
            return (
                $"\"{layout}\" is not a valid reference timestamp: {element.Text} cannot be read by itself.",
                element.Text[0] == 'Z' ? "Use -07:00 or -0700 for the zone." : "Use 2 for the day.");
        }

        return null;
    }

    /// <summary>Whether a layout reads itself and no other text, as those of strftime do: nothing in it is of a time.</summary>
    public static bool ReadsNoTime(string layout) => LayoutElement.Split(layout).All(element => element.Field == LayoutField.Literal);
}
