using System.Buffers;
using System.Text;

namespace Kurir.Connectors;

/// <summary>Splits text into records and fields, as RFC 4180 has it and as panels write it: any newline, quotes inside quotes left single.</summary>
/// <remarks>A quotation mark closes a field only where a delimiter, a line's end or the file's end follows; any other is a character of the field.</remarks>
sealed class CsvParser(TextReader reader, char delimiter, int maxField = int.MaxValue)
{
    const int End = -1;

    readonly SearchValues<char> stops = SearchValues.Create([delimiter, '\r', '\n']);
    readonly StringBuilder field = new();
    char[] buffer = new char[32 << 10];
    int position;
    int length;

    /// <summary>The number of the record read last, from 1, empty ones counted.</summary>
    public int Number { get; private set; }

    /// <summary>The last record's last field was open when the text ended.</summary>
    public bool Unclosed { get; private set; }

    /// <summary>A field grew beyond what is read.</summary>
    public bool TooLong { get; private set; }

    /// <summary>Replaces the content of <paramref name="fields"/> by the next record's; false at the end of the text.</summary>
    public bool Read(List<string> fields)
    {
        fields.Clear();
        if (Peek() == End) return false;
        Number++;
        do fields.Add(ReadField());
        while (!TooLong && Take(delimiter));
        if (Take('\r')) Take('\n');
        else Take('\n');
        return true;
    }

    string ReadField()
    {
        SkipSpacesBeforeQuote();
        return Take('"') ? ReadQuoted() : ReadPlain();
    }

    string ReadPlain()
    {
        field.Clear();
        while (Peek() != End)
        {
            var rest = buffer.AsSpan(position, length - position);
            int stop = rest.IndexOfAny(stops);
            if (stop >= 0 && field.Length == 0)
            {
                position += stop;
                return stop == 0 ? "" : new string(rest[..stop]);
            }

            if (!Append(stop < 0 ? rest.Length : stop) || stop >= 0) break;
        }

        return field.ToString();
    }

    string ReadQuoted()
    {
        field.Clear();
        while (Peek() != End)
        {
            int quote = buffer.AsSpan(position, length - position).IndexOf('"');
            if (!Append(quote < 0 ? length - position : quote)) break;
            if (quote < 0) continue;
            position++;
            if (Take('"')) field.Append('"');
            else if (Closes()) return field.ToString();
            else field.Append('"');
        }

        Unclosed = !TooLong;
        return field.ToString();
    }

    /// <summary>Whether the field ends here, spaces left aside, which are skipped then.</summary>
    bool Closes()
    {
        int spaces = 0;
        while (PeekAt(spaces) == ' ' && delimiter != ' ') spaces++;
        int next = PeekAt(spaces);
        bool closes = next is End or '\r' or '\n' || next == delimiter;
        if (closes) position += spaces;
        return closes;
    }

    void SkipSpacesBeforeQuote()
    {
        int spaces = 0;
        while (PeekAt(spaces) == ' ') spaces++;
        if (spaces > 0 && PeekAt(spaces) == '"') position += spaces;
    }

    bool Append(int count)
    {
        field.Append(buffer, position, count);
        position += count;
        TooLong = field.Length > maxField;
        return !TooLong;
    }

    bool Take(char c)
    {
        if (Peek() != c) return false;
        position++;
        return true;
    }

    int Peek() => position < length || Fill() ? buffer[position] : End;

    int PeekAt(int offset)
    {
        while (position + offset >= length)
            if (!Fill()) return End;
        return buffer[position + offset];
    }

    bool Fill()
    {
        if (position > 0)
        {
            buffer.AsSpan(position, length - position).CopyTo(buffer);
            length -= position;
            position = 0;
        }

        if (length == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
        int read = reader.Read(buffer, length, buffer.Length - length);
        length += read;
        return read > 0;
    }
}
