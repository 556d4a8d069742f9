using System.Diagnostics.CodeAnalysis;

namespace LogTail.Torture;

/// <content>gzip: the time of the last change stays, the file is another one.</content>
internal sealed partial class TorturedLog
{
    // What gzip has begun and not ended; null for nothing.
    private SlowGzip? _compressing;

    /// <summary>Compresses the oldest generation that is not yet.</summary>
    public void Compress()
    {
        FinishCompressing();
        if (TryBeginCompressing(_former.Find(file => !file.IsCompressed)))
        {
            FinishCompressing();
        }
    }

    /// <summary>Compresses the youngest: nobody waits until it was read.</summary>
    public void CompressUnread()
    {
        FinishCompressing();
        if (TryBeginCompressing(_former.FindLast(file => !file.IsCompressed)))
        {
            FinishCompressing();
        }
    }

    /// <summary>The same, but for a while both files are there, the compressed one cut off anywhere.</summary>
    public void BeginCompressing()
    {
        FinishCompressing();
        if (TryBeginCompressing(_former.FindLast(file => !file.IsCompressed)))
        {
            _compressing.WriteUpTo(_random.Next(100));
        }
    }

    /// <summary>Ends what was begun.</summary>
    public void FinishCompressing()
    {
        if (_compressing is not null)
        {
            _note($"gzip of {Name(_compressing.File)} ends");
            _compressing.Finish();
            _compressing = null;
        }
    }

    [MemberNotNullWhen(true, nameof(_compressing))]
    private bool TryBeginCompressing(TorturedFile? file)
    {
        if (file is null)
        {
            return false;
        }

        Finish(file);
        _note($"gzip {Name(file)}");
        // As gzip does when it is told to by force; what lay there is gone.
        Remove(_former.Find(other => other.Path == file.Path + SlowGzip.Ending));
        _compressing = new SlowGzip(file);
        return true;
    }
}
