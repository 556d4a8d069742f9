using Microsoft.AspNetCore.Http;

namespace LogTail.GrokExporter.Webhook;

/// <summary>The body of one request, in memory as long as this lives.</summary>
internal sealed class BodyBuffer(BodyBudget budget, int mostBytes) : IDisposable
{
    private const int FirstBytes = 4 * 1024;

    private byte[] _bytes = [];
    private int _length;

    public Memory<byte> Content => _bytes.AsMemory(0, _length);

    /// <summary>Reads all of it.</summary>
    /// <returns>An HTTP status: 200; 413 when it is too long; 503 when the budget does not allow it now.</returns>
    /// <exception cref="BadHttpRequestException">It is too slow, or broken.</exception>
    public async Task<int> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_length > mostBytes)
            {
                return StatusCodes.Status413PayloadTooLarge;
            }

            if (_length == _bytes.Length && !TryGrow())
            {
                return StatusCodes.Status503ServiceUnavailable;
            }

            var count = await request.Body.ReadAsync(_bytes.AsMemory(_length), cancellationToken);
            if (count == 0)
            {
                return StatusCodes.Status200OK;
            }

            _length += count;
        }
    }

    public void Dispose() => budget.Return(_bytes.Length);

    // By what has come, not by what is announced: an announcement costs its sender nothing.
    private bool TryGrow()
    {
        var more = Math.Max(FirstBytes, Math.Min(_bytes.Length, mostBytes + 1 - _bytes.Length));
        if (!budget.TryTake(more))
        {
            return false;
        }

        Array.Resize(ref _bytes, _bytes.Length + more);
        return true;
    }
}
