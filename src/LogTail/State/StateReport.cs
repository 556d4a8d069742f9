using System.Globalization;
using LogTail.Tailing;

namespace LogTail.State;

/// <summary>A state in words, for <c>logtail state show</c>.</summary>
internal static class StateReport
{
    public static void Write(SavedState state, string folder, TextWriter output)
    {
        var taken = DateTimeOffset.UnixEpoch.AddTicks(state.TakenAtNanos / TimeSpan.NanosecondsPerTick);
        output.WriteLine(Invariant($"checkpoint {state.Sequence} of {taken:yyyy-MM-dd HH:mm:ss.fff}Z in {folder}"));
        WritePrograms(state, output);
        WriteFiles("files", [.. state.Positions.Where(position => !position.IsClosed)], output);
        WriteFiles("closed files, remembered so that they are not read again", [.. state.Positions.Where(position => position.IsClosed)], output);
    }

    private static void WritePrograms(SavedState state, TextWriter output)
    {
        output.WriteLine();
        output.WriteLine("program                          metrics     series  sha-256 of its text");
        var families = state.Families.ToLookup(family => family.Description.Program, StringComparer.Ordinal);
        foreach (var program in state.Programs)
        {
            var own = families[program.Name];
            var hash = Convert.ToHexStringLower(program.TextHash.AsSpan())[..16];
            output.WriteLine(Invariant($"{program.Name,-30} {own.Count(),9} {own.Sum(family => (long)family.Count),10}  {hash}"));
        }
    }

    private static void WriteFiles(string title, IReadOnlyCollection<SourcePosition> positions, TextWriter output)
    {
        if (positions.Count == 0)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine(title + ":");
        output.WriteLine("        offset         behind        inode  path");
        foreach (var position in positions.OrderBy(position => position.Source, StringComparer.Ordinal))
        {
            var isThere = LineTailer.TryMeasure(position.Source, position.Identity, out var length);
            var behind = position.IsClosed || !isThere ? "" : Math.Max(0, length - position.Offset).ToString(CultureInfo.InvariantCulture);
            var offset = position.Offset == long.MaxValue ? "" : position.Offset.ToString(CultureInfo.InvariantCulture);
            output.WriteLine(Invariant($"{offset,14} {behind,14} {position.Identity.Number,12}  {position.Source}{NoteOn(position, isThere)}"));
        }
    }

    private static string NoteOn(SourcePosition position, bool isThere) => position switch
    {
        { IsClosed: false } when !isThere => "  (rotated or deleted: not at this path any more)",
        { IsInsideLine: true } => "  (inside a line that was cut)",
        _ => "",
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
