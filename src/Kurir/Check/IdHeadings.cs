using System.Collections.Frozen;

namespace Kurir;

/// <summary>Headings of columns whose digits name something and count nothing.</summary>
static class IdHeadings
{
    static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Words = new[]
    {
        "id", "no", "nomor", "nomer", "kode", "code", "nik", "npwp", "ktp", "uuid", "pin",
        "telp", "telepon", "hp", "phone", "telephone", "mobile", "wa", "whatsapp", "fax", "plz", "zip", "postal", "postcode", "kodepos",
        "rekening", "rek", "account", "va", "iban", "qr", "qrcode", "ref", "referensi", "reference", "invoice", "faktur",
        "sku", "barcode", "ean", "upc", "isbn", "imei", "serial", "resi", "tracking",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool IsId(string heading)
    {
        int start = -1;
        for (int i = 0; i <= heading.Length; i++)
        {
            bool inside = i < heading.Length && char.IsLetter(heading[i]);
            // OrderId, orderID
            if (inside && start >= 0 && char.IsUpper(heading[i]) && char.IsLower(heading[i - 1])) inside = false;
            if (!inside && start >= 0 && Words.Contains(heading.AsSpan(start, i - start))) return true;
            if (!inside) start = i < heading.Length && char.IsLetter(heading[i]) ? i : -1;
            else if (start < 0) start = i;
        }

        return heading.EndsWith(" number", StringComparison.OrdinalIgnoreCase);
    }
}
