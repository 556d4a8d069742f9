using LogTail.Tailing.Files;

namespace LogTail.Tailing.Following;

/// <content>What is told about itself every few seconds.</content>
internal sealed partial class Follower
{
    private void Survey()
    {
        var (followed, parked, rotated, judged) = (0, 0, 0, 0);
        var pinned = 0L;
        foreach (var tail in _tails.Values)
        {
            if (tail.Suspicion is not null)
            {
                judged++;
            }
            else if (tail.IsRotated)
            {
                rotated++;
                pinned += tail.File.Stat(out var status) == FileFault.None && status.LinkCount == 0 ? status.Length : 0;
            }
            else if (tail.File.IsParked)
            {
                parked++;
            }
            else
            {
                followed++;
            }
        }

        _observer.Surveyed(new TailSurvey(followed, parked, rotated, judged, pinned));
    }
}
