using Microsoft.AspNetCore.Http;

namespace LogTail.GrokExporter.Webhook;

/// <summary>The body of one request, in memory as long as this lives.</summary>
internal sealed class BodyBuffer(BodyBudget budget, int firstBytes) : IDisposable
{
    private byte[] _bytes = [];
    private int _length;

    public Memory<byte> Content => _bytes.AsMemory(0, _length);

    /// <summary>Reads all of it.</summary>
    /// <returns><see langword="false"/> when the budget does not allow it now.</returns>
    /// <exception cref="BadHttpRequestException">It is too long, too slow, or broken.</exception>
    public async Task<bool> TryReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_length == _bytes.Length && !TryGrow())
            {
                return false;
            }

            var count = await request.Body.ReadAsync(_bytes.AsMemory(_length), cancellationToken);
            if (count == 0)
            {
                return true;
            }

            _length += count;
        }
    }

    public void Dispose() => budget.Return(_bytes.Length);

    // By what has come, not by what is announced: an announcement costs its sender nothing.
    private bool TryGrow()
    {
        var more = Math.Max(firstBytes, _bytes.Length);
        if (!budget.TryTake(more))
        {
            return false;
        }

        Array.Resize(ref _bytes, _bytes.Length + more);
        return true;
    }
}
