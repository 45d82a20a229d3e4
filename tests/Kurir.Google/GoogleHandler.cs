using System.Net;
using System.Net.Http.Headers;

namespace Kurir.Google;

/// <summary>The stand-in in the caller's own process, without a socket.</summary>
public sealed class GoogleHandler(GoogleStandIn google) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        byte[] body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        GoogleAnswer answer = await google.Answer(
            new GoogleRequest(request.Method.Method, request.RequestUri!.PathAndQuery, request.Headers.Authorization?.ToString(), request.Content?.Headers.ContentType?.ToString(), body), cancellationToken);
        if (answer.Ends == Ending.Cut) throw new HttpRequestException(HttpRequestError.ResponseEnded, "The response ended prematurely.", new HttpIOException(HttpRequestError.ResponseEnded));
        return Message(request, answer);
    }

    static HttpResponseMessage Message(HttpRequestMessage request, GoogleAnswer answer)
    {
        HttpContent content = answer.Ends == Ending.Half ? new StreamContent(new HalfStream(answer.Body[..(answer.Body.Length / 2)])) : new ByteArrayContent(answer.Body);
        if (answer.Ends == Ending.Half) content.Headers.ContentLength = answer.Body.Length;
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(answer.ContentType);
        var response = new HttpResponseMessage((HttpStatusCode)answer.Status) { RequestMessage = request, Content = content };
        foreach (var (name, value) in answer.Headers) response.Headers.TryAddWithoutValidation(name, value);
        return response;
    }

    /// <summary>Its bytes, and then the end of the connection where more were announced.</summary>
    sealed class HalfStream(byte[] bytes) : MemoryStream(bytes, writable: false)
    {
        public override int Read(byte[] buffer, int offset, int count) => Checked(base.Read(buffer, offset, count));

        public override int Read(Span<byte> buffer) => Checked(base.Read(buffer));

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => Checked(await base.ReadAsync(buffer, cancellationToken));

        public override async Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
        {
            await base.CopyToAsync(destination, bufferSize, cancellationToken);
            Checked(0);
        }

        static int Checked(int read) =>
            read > 0 ? read : throw new HttpIOException(HttpRequestError.ResponseEnded, "The response ended prematurely, with more bytes expected.");
    }
}
