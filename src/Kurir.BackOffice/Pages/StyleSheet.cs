namespace Kurir.BackOffice;

static class StyleSheet
{
    public const string Text = """
        :root{--blue:#2563eb;--green:#16a34a;--ink:#1e293b;--soft:#64748b;--line:#e2e8f0;--bg:#f1f5f9}
        *{box-sizing:border-box}
        body{margin:0;font:14px/1.5 system-ui,"Segoe UI",Roboto,"Liberation Sans",sans-serif;color:var(--ink);background:var(--bg)}
        a{color:var(--blue);text-decoration:none}
        .topbar{position:fixed;inset:0 0 auto 0;height:56px;background:#fff;border-bottom:1px solid var(--line);display:flex;align-items:center;gap:16px;padding:0 24px;z-index:10;box-shadow:0 1px 3px rgb(15 23 42/.06)}
        .brand{font-weight:700;font-size:18px;color:var(--blue)}
        .who{margin-left:auto;color:var(--soft)}
        .sidebar{position:fixed;top:56px;bottom:0;left:0;width:208px;background:#0f172a;overflow-y:auto;padding:12px 0}
        .sidebar ul{list-style:none;margin:0;padding:0}.sidebar a{display:block;padding:7px 24px;color:#cbd5e1}
        .sidebar a:hover,.sidebar a.active{background:#1e293b;color:#fff;box-shadow:inset 3px 0 var(--blue)}
        main{margin:56px 0 0 208px;padding:24px}
        h1{font-size:20px;margin:0 0 16px}
        .card{background:#fff;border:1px solid var(--line);border-radius:8px;padding:20px;margin-bottom:16px;overflow-x:auto}
        .tiles{display:grid;grid-template-columns:repeat(4,1fr);gap:16px;margin-bottom:16px}.tile{background:#fff;border:1px solid var(--line);border-radius:8px;padding:16px 20px}
        .tile b{display:block;font-size:26px}.tile span{color:var(--soft)}
        .filter{display:flex;flex-wrap:wrap;gap:12px;align-items:end;margin-bottom:16px}.filter label{display:block;font-size:12px;color:var(--soft)}
        input,select{font:inherit;padding:6px 10px;border:1px solid #cbd5e1;border-radius:6px;background:#fff;color:inherit}
        .btn{font:inherit;border:0;border-radius:6px;padding:7px 16px;cursor:pointer;color:#fff}
        .btn-primary{background:var(--blue)}.btn-success{background:var(--green)}.btn-light{background:#e2e8f0;color:var(--ink)}.btn-link{background:none;color:var(--soft)}.btn-block{display:block;width:100%}.m3{margin:0 3px}
        table{border-collapse:collapse;width:100%;background:#fff}th,td{padding:8px 10px;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}th{background:#f8fafc;font-weight:600;white-space:nowrap}
        .badge{padding:2px 8px;border-radius:99px;font-size:12px;background:#e2e8f0}.badge.TERIMA,.badge.SELESAI,.badge.AKTIF{background:#dcfce7;color:#166534}.badge.TOLAK,.badge.BATAL{background:#fee2e2;color:#991b1b}.badge.PENDING,.badge.DIPROSES{background:#fef3c7;color:#92400e}
        .foot{display:flex;justify-content:space-between;align-items:center;margin-top:12px;color:var(--soft)}
        .pagination{display:flex;list-style:none;margin:0;padding:0;gap:4px}.page-link{display:block;padding:4px 10px;border:1px solid var(--line);border-radius:6px;background:#fff}
        .active>.page-link{background:var(--blue);color:#fff}.disabled>.page-link{color:#94a3b8}
        .alert{padding:10px 14px;border-radius:6px;margin-bottom:16px}.alert-danger{background:#fee2e2;color:#991b1b}
        .sign-in{min-height:100vh;display:grid;place-items:center}.sign-in .card{width:360px}.sign-in h1{text-align:center}.sign-in label{display:block;margin-bottom:12px}.sign-in input:not([type=checkbox]){width:100%}
        .invalid-feedback{color:#b91c1c;display:block;margin-bottom:12px}

        """;
}
