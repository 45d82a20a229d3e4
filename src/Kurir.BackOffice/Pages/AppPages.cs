namespace Kurir.BackOffice;

/// <summary>The same panel as an app of one page: signed in by JSON, the token kept by the browser, every file fetched by script.</summary>
static class AppPages
{
    public static Task Show(Visit visit) => visit.Html(Layout.Head("Aplikasi", visit.Session.Token) + """
        <body class="sign-in"><main id="app"></main>
        <script>
        var app = document.getElementById("app"), report = location.hash.slice(1);
        function draw() {
            if (!localStorage.getItem("token")) {
                app.innerHTML = "<h1>Masuk</h1><p role='alert' id='pesan'></p><label>Email <input id='email' type='email'></label>"
                    + "<label>Password <input id='password' type='password'></label><button id='masuk'>Masuk</button>";
                document.getElementById("masuk").onclick = enter;
            } else {
                app.innerHTML = "<h1>Laporan " + report + "</h1><label>Dari Tanggal <input type='date' id='dari'></label>"
                    + "<label>Sampai Tanggal <input type='date' id='sampai'></label><button id='unduh'>Unduh</button><button id='keluar'>Keluar</button>";
                document.getElementById("unduh").onclick = download;
                document.getElementById("keluar").onclick = function () { localStorage.removeItem("token"); draw(); };
            }
        }
        async function enter() {
            var reply = await fetch("/api/login", { method: "POST", headers: { "Content-Type": "application/json", "Accept": "application/json" },
                body: JSON.stringify({ email: document.getElementById("email").value, password: document.getElementById("password").value }) });
            var told = await reply.json();
            if (!reply.ok) { document.getElementById("pesan").textContent = told.message; return; }
            localStorage.setItem("token", told.token);
            draw();
        }
        async function download() {
            var query = new URLSearchParams({ from: document.getElementById("dari").value, to: document.getElementById("sampai").value });
            var reply = await fetch("/api/file/" + report + "?" + query, { headers: { "Authorization": "Bearer " + localStorage.getItem("token") } });
            if (reply.status === 401) { localStorage.removeItem("token"); draw(); return; }
            var link = document.createElement("a");
            link.href = URL.createObjectURL(await reply.blob());
            link.download = report + ".xlsx";
            link.click();
        }
        window.addEventListener("hashchange", function () { report = location.hash.slice(1); draw(); });
        draw();
        </script>
        </body>
        </html>

        """);
}
