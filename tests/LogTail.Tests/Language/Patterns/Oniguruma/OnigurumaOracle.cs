using System.Runtime.InteropServices;
using System.Text;

namespace LogTail.Tests.Language.Patterns.Oniguruma;

/// <summary>Asks Oniguruma itself, as grok_exporter calls it: its own syntax, UTF-8, no options. Of the distribution's <c>libonig5</c>.</summary>
internal static partial class OnigurumaOracle
{
    private const string Library = "libonig.so.5";

    private static readonly Lazy<nint> Handle = new(() => NativeLibrary.TryLoad(Library, out var handle) ? handle : 0);

    private static readonly Lazy<(nint Encoding, nint Syntax)> Settings = new(() =>
    {
        var encoding = NativeLibrary.GetExport(Handle.Value, "OnigEncodingUTF8");
        _ = Initialize([encoding], 1);
        return (encoding, NativeLibrary.GetExport(Handle.Value, "OnigSyntaxOniguruma"));
    });

    public static bool IsHere => Handle.Value != 0;

    /// <summary>Searches a text.</summary>
    /// <param name="names">The named groups that are asked for.</param>
    /// <returns>The text matched, then <c>name=text</c> of each group that captured something, by number; null without a match, or a word about why not.</returns>
    public static unsafe string? Match(string pattern, string text, IEnumerable<string> names)
    {
        var expression = Encoding.UTF8.GetBytes(pattern);
        var line = Encoding.UTF8.GetBytes(text);
        fixed (byte* first = expression, begin = line)
        {
            var error = New(out var compiled, first, first + expression.Length, 0, Settings.Value.Encoding, Settings.Value.Syntax, 0);
            if (error != 0)
            {
                return $"refused: {error}";
            }

            var region = NewRegion();
            var found = Search(compiled, begin, begin + line.Length, begin, begin + line.Length, region, 0);
            var answer = found >= 0 ? Captured(compiled, (Region*)region, line, names) : found == -1 ? null : $"given up: {found}";
            FreeRegion(region, 1);
            Free(compiled);
            return answer;
        }
    }

    private static unsafe string Captured(nint compiled, Region* region, byte[] line, IEnumerable<string> names)
    {
        var groups = new SortedDictionary<int, string>();
        foreach (var name in names.Distinct(StringComparer.Ordinal))
        {
            var bytes = Encoding.UTF8.GetBytes(name);
            fixed (byte* first = bytes)
            {
                var count = NumbersOf(compiled, first, first + bytes.Length, out var numbers);
                for (var i = 0; i < count; i++)
                {
                    groups[numbers[i]] = name;
                }
            }
        }

        var captures = groups.Where(group => region->End[group.Key] > region->Begin[group.Key]).Select(group => $"{group.Value}={TextOf(group.Key)}");
        return string.Join(' ', [TextOf(0), .. captures]);

        string TextOf(int group) => Encoding.UTF8.GetString(line, region->Begin[group], region->End[group] - region->Begin[group]);
    }

    [LibraryImport(Library, EntryPoint = "onig_initialize")]
    private static partial int Initialize(nint[] encodings, int count);

    [LibraryImport(Library, EntryPoint = "onig_new")]
    private static unsafe partial int New(out nint compiled, byte* pattern, byte* patternEnd, uint options, nint encoding, nint syntax, nint error);

    [LibraryImport(Library, EntryPoint = "onig_free")]
    private static partial void Free(nint compiled);

    [LibraryImport(Library, EntryPoint = "onig_region_new")]
    private static partial nint NewRegion();

    [LibraryImport(Library, EntryPoint = "onig_region_free")]
    private static partial void FreeRegion(nint region, int withItself);

    [LibraryImport(Library, EntryPoint = "onig_search")]
    private static unsafe partial int Search(nint compiled, byte* text, byte* textEnd, byte* start, byte* range, nint region, uint options);

    [LibraryImport(Library, EntryPoint = "onig_name_to_group_numbers")]
    private static unsafe partial int NumbersOf(nint compiled, byte* name, byte* nameEnd, out int* numbers);

    // The beginning of OnigRegion of oniguruma.h.
    [StructLayout(LayoutKind.Sequential)]
    private unsafe struct Region
    {
        public int Allocated;
        public int Count;
        public int* Begin;
        public int* End;
    }
}
