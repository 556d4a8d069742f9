using LogTail.Tailing;

namespace LogTail.Tests.Tailing.Support;

/// <summary>Keeps what a tailer told, as <c>Event file-name detail</c>, and lets a test wait for it.</summary>
internal sealed class RecordingObserver : ITailObserver
{
    private readonly Lock _lock = new();
    private readonly List<string> _events = [];
    private readonly List<(string Text, TaskCompletionSource Source)> _waiting = [];

    public IReadOnlyList<string> Events
    {
        get
        {
            lock (_lock)
            {
                return [.. _events];
            }
        }
    }

    /// <summary>Completes when an event with this beginning has been told.</summary>
    public Task Told(string start)
    {
        lock (_lock)
        {
            var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_events.Exists(told => told.StartsWith(start, StringComparison.Ordinal)))
            {
                source.SetResult();
            }
            else
            {
                _waiting.Add((start, source));
            }

            return source.Task.WaitAsync(TailRun.Patience);
        }
    }

    public void Begun() => Tell("Begun");

    public void Opened(string source, FileIdentity identity, long offset) => Tell($"Opened {Name(source)} {offset} as #{identity.Number}");

    public void Rotated(string source, FileIdentity former, FileIdentity current, Rotation rotation) => Tell($"Rotated {Name(source)} from #{former.Number} to #{current.Number} {rotation}");

    public void Vanished(string source, FileIdentity former) => Tell($"Vanished {Name(source)} #{former.Number}");

    public void Truncated(string source, long offset, long newLength) => Tell($"Truncated {Name(source)} {offset}");

    public void Closed(string source, FileIdentity identity, long offset) => Tell($"Closed {Name(source)} {offset} #{identity.Number}");

    public void Recovered(string source, string from, long offset) => Tell($"Recovered {Name(source)} {Name(from)} {offset}");

    public void FoundUnseen(string source) => Tell($"FoundUnseen {Name(source)}");

    public void Lost(string source, long bytes) => Tell($"Lost {Name(source)} {bytes}");

    public void Awaited(string pattern) => Tell($"Awaited {Name(pattern)}");

    public void Refused(string source, string reason) => Tell($"Refused {Name(source)} {reason}");

    public void Failed(string source, string reason) => Tell($"Failed {Name(source)} {reason}");

    public void LinesCut(string source, long count, long offset) => Tell($"LinesCut {Name(source)} {count} {offset}");

    public void NulsSkipped(string source, long count) => Tell($"NulsSkipped {Name(source)} {count}");

    public void WakeModeChanged(WakeMode mode, string reason) => Tell($"WakeModeChanged {mode} {reason}");

    public void EventsOverflowed() => Tell("EventsOverflowed");

    private static string Name(string path) => Path.GetFileName(path);

    /// <summary>Adds a remark of the test.</summary>
    public void Tell(string text)
    {
        lock (_lock)
        {
            _events.Add(text);
            foreach (var waiting in _waiting.Where(waiting => text.StartsWith(waiting.Text, StringComparison.Ordinal)))
            {
                waiting.Source.TrySetResult();
            }
        }
    }
}
