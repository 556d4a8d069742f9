using System.Buffers;
using LogTail.Exposition.Pages;

namespace LogTail.Exposition;

/// <summary>
/// A snapshot on its way out in one format, written piece by piece so that a page of a million series is never in
/// memory as a whole: call <see cref="WriteNext"/>, flush the output, and again until it says that was all. Whatever
/// can be wrong with the page was found when it was made. One reader at a time; the snapshot must stay undisposed.
/// </summary>
public abstract class ExpositionPage
{
    private const int BytesPerCall = 64 * 1024;

    private protected ExpositionPage()
    {
    }

    /// <summary>Writes about 64 KiB more; the end of a sample may lie a little beyond.</summary>
    /// <returns><see langword="false"/> when the page is complete.</returns>
    public bool WriteNext(IBufferWriter<byte> output)
    {
        var writer = new Utf8Writer(output);
        var more = true;
        while (more && writer.Written < BytesPerCall)
        {
            more = WriteItem(ref writer);
        }

        writer.Flush();
        return more;
    }

    /// <summary>Writes all that is left.</summary>
    public void WriteAll(IBufferWriter<byte> output)
    {
        while (WriteNext(output))
        {
        }
    }

    /// <summary>Writes the next small piece of the page.</summary>
    /// <returns><see langword="false"/> when there is none left.</returns>
    private protected abstract bool WriteItem(ref Utf8Writer output);
}
