using LogTail.Language.Grok;
using LogTail.Language.Patterns.Oniguruma;

namespace LogTail.Tests.Language.Grok;

/// <summary>The rules of spec/grok.md §2.</summary>
public class PatternFileTests
{
    [Fact]
    public void Reads_definitions_with_their_places()
    {
        var file = PatternFile.Parse("my", "# comment\n\nFOO \t a b\n  BAR\tx#y  \n");
        Assert.Equal(
            [
                new PatternDefinition("FOO", "a b", new PatternOrigin("my", 3, 7)),
                new PatternDefinition("BAR", "x#y  ", new PatternOrigin("my", 4, 7)),
            ],
            file.Definitions.AsEnumerable());
        Assert.Empty(file.Warnings);
    }

    [Fact]
    public void Removes_a_byte_order_mark_and_carriage_returns()
    {
        var file = PatternFile.Parse("my", "\uFEFFFOO a \r\n\r\n   # c\r\nBAR b\r\n");
        Assert.Equal([("FOO", "a "), ("BAR", "b")], file.Definitions.Select(definition => (definition.Name, definition.Expression)));
    }

    [Fact]
    public void Counts_columns_in_bytes() =>
        Assert.Equal(6, Assert.Single(PatternFile.Parse("my", "ÄÄ x").Definitions).Origin.Column);

    [Fact]
    public void Warns_of_a_name_without_a_pattern()
    {
        var warning = Assert.Single(PatternFile.Parse("my", "A a\n  LONELY  \n").Warnings);
        Assert.Equal("my:2:3: `LONELY` is a name without a pattern.\n  hint: Write the pattern after it, or delete the line.", warning.ToString());
    }

    [Fact]
    public void Refuses_what_is_no_text()
    {
        var file = PatternFile.Parse("core", "FOO a\nBAR \u001b[2J\0b\nBAZ c\n");
        Assert.Empty(file.Definitions);
        Assert.Equal(
            "core:2:9: This is no text: it has a byte that is zero.\n  hint: Name a file with a `NAME pattern` on each line.", Assert.Single(file.Warnings).ToString());
    }

    [Fact]
    public void Shows_no_control_characters_and_no_endless_names()
    {
        var name = "\u001b[2J" + new string('x', 100);
        Assert.Equal(
            $"f:1:1: ` [2J{new string('x', 56)}…` is a name without a pattern.\n  hint: Write the pattern after it, or delete the line.",
            Assert.Single(PatternFile.Parse("f", name).Warnings).ToString());
    }

    [Fact]
    public void Lets_the_last_definition_of_a_name_count_also_for_earlier_references()
    {
        var set = PatternSet.Empty.With(PatternFile.Parse("my", "A %{B}\nB x\nB y").Definitions);
        Assert.Equal("(?:(?:y))", GrokFrontEnd.Expand("%{A}", new PatternOrigin("p", 1, 1), set, out _));
        set = set.With(PatternFile.Parse("yours", "B z").Definitions);
        Assert.Equal("(?:(?:z))", GrokFrontEnd.Expand("%{A}", new PatternOrigin("p", 1, 1), set, out _));
    }

    [Fact]
    public void Reads_the_files_of_a_folder_by_name_and_skips_folders()
    {
        var folder = Directory.CreateTempSubdirectory("logtail-grok-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "b"), "X from-b\n");
            File.WriteAllText(Path.Combine(folder.FullName, "a~"), "X from-a\nY y\n");
            folder.CreateSubdirectory("c");
            Assert.Equal(["from-a", "y", "from-b"], PatternFile.Load(folder.FullName).Definitions.Select(definition => definition.Expression));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Looks_only_at_definitions_that_are_reached()
    {
        var set = PatternSet.Empty.With(PatternFile.Parse("my", "BROKEN ((\nLOOP %{LOOP}\nGOOD a").Definitions);
        Assert.True(GrokFrontEnd.Compile("%{GOOD}", new PatternOrigin("p", 1, 1), set, OnigurumaOptions.Logstash).Succeeded);
    }
}
