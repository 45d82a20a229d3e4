namespace Kurir.Connectors;

/// <summary>What is asked of a page inside the browser. It reads, and marks nothing that a page could send.</summary>
static class PageScript
{
    /// <summary>Finds as a person would name it, also inside open shadow roots; the same rules as <see cref="FormControls"/> and <see cref="ReportButtons"/>.</summary>
    const string Library = """
        const fold = s => (s || '').replace(/\s+/g, ' ').trim();
        const same = (a, b) => fold(a).toLowerCase() === fold(b).toLowerCase();
        const all = (css, root) => {
            const found = [...root.querySelectorAll(css)];
            for (const host of root.querySelectorAll('*')) if (host.shadowRoot) found.push(...all(css, host.shadowRoot));
            return found;
        };
        const isVisible = e => {
            const box = e.getBoundingClientRect();
            return box.width > 0 && box.height > 0 && getComputedStyle(e).visibility !== 'hidden';
        };
        const boxes = 'dialog[open],[role=dialog],[role=alertdialog],.modal,.swal2-popup,.ui-dialog,.ant-modal,.offcanvas,.drawer';
        const dialog = () => all(boxes, document).filter(e => isVisible(e) && all('button,input[type=submit],input[type=button],a,[role=button]', e).some(isVisible)).pop();
        const root = /*root*/document;
        const isButton = e => e.matches('button,input[type=submit],input[type=button],input[type=image],input[type=reset]');
        const fields = () => all('input,select,textarea,[role=combobox],[role=listbox],[role=radiogroup],[role=checkbox],[role=switch]', root).filter(e => e.getAttribute('role') !== 'listbox' || !e.matches('select')).filter(e => !isButton(e));
        const labelText = label => {
            const copy = label.cloneNode(true);
            copy.querySelectorAll('option,textarea,button,select,input').forEach(e => e.remove());
            return fold(copy.textContent).replace(/[*: ]+$/, '');
        };
        const labels = e => [...(e.labels || [])].map(labelText).concat([e.getAttribute('aria-label') || '',
            (e.getAttribute('aria-labelledby') || '').split(/\s+/).filter(id => id).map(id => (document.getElementById(id) || {}).textContent || '').join(' ')]).filter(text => text);
        const nameOf = e => e.getAttribute('name') || (e.id ? '#' + e.id : '');
        const textOf = e => {
            const text = fold(e.innerText === undefined ? e.textContent : e.innerText);
            if (text && e.localName !== 'input') return text;
            return fold(e.getAttribute('value') || e.getAttribute('alt') || e.getAttribute('aria-label') || e.getAttribute('title'));
        };
        const buttons = () => all('button,input[type=submit],input[type=button],input[type=image],input[type=reset],a,[role=button],[role=menuitem],[role=tab],summary', root)
            .filter(e => isVisible(e) && textOf(e));
        const findFields = name => {
            const known = fields();
            const ways = [e => e.getAttribute('name') === name, e => e.id === name, e => labels(e).some(text => same(text, name)),
                e => e.getAttribute('placeholder') && same(e.getAttribute('placeholder'), name)];
            for (const way of ways) {
                const found = known.filter(way);
                if (found.length > 0) return found;
            }
            try { return all(name, root).filter(e => known.includes(e)); } catch { return []; }
        };
        const role = e => ({ combobox: 'combobox', listbox: 'listbox', radiogroup: 'radiogroup', checkbox: 'checkbox', switch: 'checkbox' })[e.getAttribute('role')];
        const type = e => role(e) && !e.matches('select,input[type=checkbox]') ? role(e) : e.localName === 'input' ? (e.getAttribute('type') || 'text').toLowerCase() : e.localName;
        const copy = e => {
            const clone = e.cloneNode(e.localName === 'select');
            if (clone.localName === 'input') clone.setAttribute('value', e.type === 'password' ? '' : e.value);
            return clone.outerHTML;
        };
        const drop = e => window.jQuery && jQuery(e).data && jQuery(e).data('daterangepicker');
        const isRange = e => !!(e._flatpickr && e._flatpickr.config.mode === 'range') || !!drop(e) && !drop(e).singleDatePicker;
        const choices = e => type(e) === 'radiogroup' ? all('[role=radio],input[type=radio]', e) : type(e) === 'listbox' ? all('[role=option]', e) : all('[role=option]', document).filter(isVisible);
        const choiceText = e => (e.matches('input') ? labels(e)[0] || e.value : textOf(e) || labels(e)[0] || '').trim();
        const describe = (e, near) => ({
            name: nameOf(e), type: type(e), html: copy(e), visible: isVisible(e), disabled: e.matches(':disabled'), readOnly: !!e.readOnly, near: !!near && e.form === near,
            picker: !!e._flatpickr || !!drop(e) && drop(e).singleDatePicker, ranges: isRange(e), native: e.matches('input,select,textarea'), label: labels(e).join(' | '), value: e.type === 'password' ? '' : String(e.value === undefined ? '' : e.value),
        });
        const only = found => found.length === 1 ? found[0] : found;
        const what = e => [e.localName, e.getAttribute('type'), e.getAttribute('name'), e.getAttribute('value'), e.getAttribute('formaction'), e.getAttribute('href'),
            e.getAttribute('onclick'), e.id, e.className, e.form ? all('form', document).indexOf(e.form) : ''].join('\n');
        """;

    /// <summary>What a field or a button says of itself, and by what it is known again.</summary>
    const string TraitsOf = """
        const kin = e => e.form || e.closest('form') || document;
        const traits = (e, like) => ({
            tag: e.localName, type: like === fields ? type(e) : e.getAttribute('type') || '', role: e.getAttribute('role') || '', id: e.id || '', name: e.getAttribute('name') || '',
            text: like === fields ? '' : textOf(e), label: fold(labels(e).join(' ')), placeholder: fold(e.getAttribute('placeholder')),
            action: String(e.href && e.href.baseVal === undefined ? e.href : e.getAttribute('formaction') || e.getAttribute('onclick') || ''),
            form: all('form', document).indexOf(kin(e)), place: like().filter(other => isVisible(other) && kin(other) === kin(e)).indexOf(e), disabled: e.matches(':disabled'),
            classes: e.getAttribute('class') || '', words: [...e.attributes].filter(a => !['class', 'style', 'href', 'formaction', 'type'].includes(a.name)).map(a => a.value.slice(0, 500)),
        });
        """;

    public static string Of(string function) => $"arg => {{ {Library} return ({function})(arg); }}";

    /// <summary>The same within the topmost dialog, where one is open.</summary>
    public static string InDialog(string script) => script.Replace("/*root*/document", "dialog() || document", StringComparison.Ordinal);

    /// <summary>Whether a dialog is open.</summary>
    public static readonly string IsInDialog = InDialog(Of("() => root !== document"));

    /// <summary>The field with a name, or an array of several or none.</summary>
    public static readonly string FindFields = Of("name => only(findFields(name))");

    /// <summary>Those of the button's form (<c>near</c>) know it.</summary>
    public static readonly string Describe = Of($"pair => {{ {TraitsOf} return [].concat(pair[0]).map(e => ({{ ...describe(e, pair[1] && pair[1].form), traits: traits(e, fields) }})); }}");

    public static readonly string FieldNames = Of("() => fields().filter(isVisible).map(e => nameOf(e) || labels(e)[0] || '')");

    /// <summary>The visible button with exactly that text, or an array of several that differ or none.</summary>
    public static readonly string FindButtons = Of("""
        text => {
            const seen = new Set();
            return only(buttons().filter(e => same(textOf(e), text)).filter(e => !seen.has(what(e)) && seen.add(what(e))));
        }
        """);

    public static readonly string ButtonTexts = Of("() => buttons().map(textOf)");

    /// <summary>Those of the form of the field with a name (<c>near</c>) know it.</summary>
    public static readonly string DescribeButtons = Of($$"""
        pair => {
            {{TraitsOf}}
            const named = pair[1] ? findFields(pair[1]) : [], near = named.length === 1 && named[0].form;
            return [].concat(pair[0]).map(e => ({ text: textOf(e), type: type(e) + ' ' + (e.getAttribute('type') || ''), disabled: e.matches(':disabled'), value: e.getAttribute('value') || '',
                action: e.getAttribute('formaction') || '', href: e.href && e.href.baseVal === undefined ? String(e.href) : '', near: !!near && e.form === near,
                client: e.matches('.dt-button,.buttons-html5'), traits: traits(e, buttons) }));
        }
        """);

    /// <summary>Sets a value as a script of the page would, with the events that its other scripts wait for.</summary>
    public static readonly string Set = """
        (e, value) => {
            const own = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(e), 'value');
            if (own && own.set) own.set.call(e, value); else e.value = value;
            for (const kind of ['input', 'keyup', 'change', 'blur']) e.dispatchEvent(new Event(kind, { bubbles: true }));
        }
        """;

    const string At = "(moment, [y, m, d]) => moment.clone().set({ year: y, month: 0, date: 1 }).set({ month: m - 1, date: d })";

    /// <summary>Gives a picker its day, and tells what it took, as <c>yyyy-MM-dd</c>; "" where it took none.</summary>
    public static readonly string PickDay = Of($$"""
        pair => {
            const [e, day] = pair, own = e._flatpickr, at = {{At}};
            if (own) {
                own.setDate(day, true, 'Y-m-d');
                return own.selectedDates.length === 1 ? own.formatDate(own.selectedDates[0], 'Y-m-d') : '';
            }
            const box = drop(e), wanted = at(box.startDate, day.split('-').map(Number));
            box.setStartDate(wanted); box.setEndDate(wanted); box.clickApply();
            return box.startDate.format('YYYY-MM-DD');
        }
        """);

    /// <summary>Gives a picker of two days both, and tells what it took, as <c>yyyy-MM-dd</c> both; "" where it took none.</summary>
    public static readonly string PickRange = Of($$"""
        pair => {
            const [e, from, to] = pair, own = e._flatpickr, days = [from, to].map(day => day.split('-').map(Number));
            if (own) {
                own.setDate([from, to], true, 'Y-m-d');
                return own.selectedDates.map(day => own.formatDate(day, 'Y-m-d')).join('/');
            }
            const box = drop(e), at = {{At}};
            box.setStartDate(at(box.startDate, days[0])); box.setEndDate(at(box.endDate, days[1])); box.clickApply();
            return [box.startDate, box.endDate].map(day => day.format('YYYY-MM-DD')).join('/');
        }
        """);

    /// <summary>What a list or a group of buttons that a script made offers.</summary>
    public static readonly string Choices = Of("e => choices(e).map(choiceText)");

    public static readonly string ChoicesOf = Of("pair => choices(pair[0]).filter(e => same(choiceText(e), pair[1]))");

    public static readonly string DescribeChoices = Of("pair => pair[0].map(choiceText)");

    /// <summary>What stands in each of the fields, or is chosen there.</summary>
    public static readonly string Shown = Of("""
        fields => fields.map(e =>
            type(e) === 'checkbox' || type(e) === 'radio' ? ((e.checked === undefined ? e.getAttribute('aria-checked') === 'true' : e.checked) ? 'ticked' : 'not ticked')
            : type(e) === 'radiogroup' || type(e) === 'listbox' ? choices(e).filter(one => one.checked || one.matches('[aria-checked=true],[aria-selected=true]')).map(choiceText).join(', ')
            : type(e) === 'combobox' ? fold(e.value === undefined ? e.innerText : e.value) : String(e.value))
        """);

    /// <summary>Leaves a field, and tells what stands in it.</summary>
    public static readonly string Leave = "e => { e.blur(); return String(e.value); }";

    /// <summary>Brings a button to the middle of the window and tells whether something covers it.</summary>
    public static readonly string IsCovered = """
        e => {
            e.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
            const box = e.getBoundingClientRect();
            const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
            return !!top && top !== e && !e.contains(top) && !top.contains(e);
        }
        """;

    /// <summary>Closes what covers a button by its own closing mark.</summary>
    public static readonly string CloseCover = """
        e => {
            const box = e.getBoundingClientRect();
            let top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
            while (top && top.parentElement && !top.parentElement.contains(e)) top = top.parentElement;
            const mark = top && top.querySelector('[data-dismiss],[data-bs-dismiss],.btn-close,button.close,[aria-label="Close" i],[aria-label="Tutup" i]');
            if (mark) mark.click();
            return !!mark;
        }
        """;

    /// <summary>Lets clicks through what still covers a button, layer by layer; nothing of it is pressed.</summary>
    public static readonly string Uncover = """
        e => {
            for (let layers = 0; layers < 10; layers++) {
                const box = e.getBoundingClientRect();
                let top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
                if (!top || top === e || e.contains(top) || top.contains(e)) return true;
                while (top.parentElement && !top.parentElement.contains(e)) top = top.parentElement;
                top.style.setProperty('pointer-events', 'none', 'important');
                top.querySelectorAll('*').forEach(inner => inner.style.setProperty('pointer-events', 'none', 'important'));
            }
            return false;
        }
        """;

    /// <summary>A grid whose export knows only the rows that are loaded shows all of them: DataTables, Tabulator, bootstrap-table; else by the page's own list of page lengths, where it announces more rows
    /// (<c>total</c>) than it shows. Tells whether anything was changed.</summary>
    public static readonly string ShowAllRows = """
        ([most, total]) => {
            const query = window.jQuery, isMore = (all, shown) => shown > 0 && all > shown && all <= most;
            let changed = false;
            if (query && query.fn.dataTable) query.fn.dataTable.tables({ visible: true, api: true }).iterator('table', settings => {
                const grid = new query.fn.dataTable.Api(settings), info = grid.page.info();
                if (info.serverSide && isMore(info.recordsDisplay, info.length)) { grid.page.len(info.recordsDisplay).draw(); changed = true; }
            });
            if (window.Tabulator && Tabulator.findTable) for (const grid of Tabulator.findTable('.tabulator') || []) {
                if (!grid.options.pagination || grid.options.paginationMode !== 'remote') continue; // else its export knows all rows
                const all = grid.getPageMax() * grid.getPageSize();
                if (isMore(all, grid.getPageSize())) { grid.setPageSize(all); changed = true; }
            }
            if (query && query.fn.bootstrapTable) query('.bootstrap-table table').filter((_, e) => query(e).data('bootstrap.table')).each((_, e) => {
                const grid = query(e), options = grid.bootstrapTable('getOptions');
                if (options.pagination && isMore(options.totalRows, +options.pageSize)) { grid.bootstrapTable('refreshOptions', { pageSize: options.totalRows, pageNumber: 1 }); changed = true; }
            });
            if (!changed && total) for (const list of document.querySelectorAll('select')) {
                const lengths = [...list.options].map(o => /^(all|semua)$/i.test(o.text.trim()) ? Infinity : /^\d{1,5}$/.test(o.text.trim()) ? +o.text : NaN);
                const isOfLengths = lengths.length > 1 && lengths.length < 13 && lengths.every(n => n % 5 === 0 || n === Infinity) && Math.min(...lengths) <= 50 && Math.max(...lengths) >= 25;
                if (!isOfLengths || !isMore(total, lengths[list.selectedIndex])) continue;
                const enough = lengths.filter(n => n >= total), best = enough.length > 0 ? Math.min(...enough) : Math.max(...lengths);
                if (best <= lengths[list.selectedIndex]) continue;
                list.selectedIndex = lengths.indexOf(best);
                for (const kind of ['input', 'change']) list.dispatchEvent(new Event(kind, { bubbles: true }));
                changed = true;
                break;
            }
            return changed;
        }
        """;

    /// <summary>What the sign-in page offers: password fields, and text fields with the buttons of their form.</summary>
    public static readonly string SignInFields = Of("""
        () => fields().filter(e => isVisible(e) && !e.matches(':disabled')).map(e => ({
            name: nameOf(e), type: type(e), label: labels(e).join(' ') + ' ' + (e.getAttribute('placeholder') || '') + ' ' + (e.getAttribute('autocomplete') || ''),
            form: e.form ? all('form', document).indexOf(e.form) : -1, index: fields().indexOf(e) }))
        """);

    public static readonly string FieldAt = Of("index => fields()[index]");

    /// <summary>What Enter would press in the field's form, else the only button with one of the words.</summary>
    public static readonly string SubmitOf = Of("""
        pair => {
            const [field, words] = pair;
            const pattern = new RegExp(words, 'i');
            const own = e => field.form ? e.form === field.form : true;
            const usable = all('button,input[type=submit],input[type=image],input[type=button],[role=button]', document).filter(e => isVisible(e) && own(e));
            const submits = field.form ? usable.filter(e => e.type === 'submit' || e.type === 'image') : [];
            const named = usable.filter(e => pattern.test(textOf(e)));
            return submits[0] || named[0] || null;
        }
        """);

    public static readonly string FieldTraits = Of($"() => {{ {TraitsOf} return fields().filter(isVisible).slice(0, 500).map(e => traits(e, fields)); }}");

    public static readonly string ButtonTraits = Of($"() => {{ {TraitsOf} return buttons().slice(0, 500).map(e => traits(e, buttons)); }}");

    /// <summary>What <see cref="Mark"/> marked.</summary>
    public const string Marked = "[data-kurir-box]";

    /// <summary>The elements whose text or value may have to be hidden, parents before children.</summary>
    public static readonly string TextElements = Of("most => all('*', document.documentElement).filter(e => !e.matches('script,style,head,head *') && (e.matches('input,textarea,select') || (e.textContent || '').trim())).slice(0, most)");

    /// <summary>Their texts; which of them stand in a personal column or field, or take a password; and which others lie within.</summary>
    public static readonly string TextsOf = $$"""
        (elements, [longest, personal, isSignIn]) => {
            {{Library}}
            const bare = s => (s || '').normalize('NFC').replace(/[^\p{L}\p{N}]/gu, '').toUpperCase();
            const wanted = new Set(personal.map(bare));
            const isPersonal = text => wanted.size > 0 && wanted.has(bare(text));
            const hidden = new Set();
            if (wanted.size > 0) {
                for (const table of all('table', document)) {
                    const columns = new Set();
                    for (const row of table.rows) {
                        const isHead = row.parentElement.localName === 'thead' || row === table.rows[0] || [...row.cells].every(c => c.localName === 'th');
                        let at = 0, beside = false;
                        for (const cell of row.cells) {
                            if (isPersonal(cell.textContent) && (isHead || cell.localName === 'th' || at === 0)) {
                                if (isHead) for (let i = 0; i < Math.min(cell.colSpan, 100); i++) columns.add(at + i);
                                beside = !isHead || row.cells.length === 2;
                            } else if ((!isHead && columns.has(at)) || beside) hidden.add(cell);
                            at += Math.min(cell.colSpan, 100);
                        }
                    }
                }
                for (const term of all('dt', document)) if (isPersonal(term.textContent) && term.nextElementSibling) hidden.add(term.nextElementSibling);
                for (const field of fields()) if ([nameOf(field), field.id, field.getAttribute('placeholder'), ...labels(field)].some(isPersonal)) hidden.add(field);
            }
            const index = new Map(elements.map((e, i) => [e, i]));
            const inner = elements.map(() => []);
            elements.forEach((e, i) => { const parent = index.get(e.parentElement); if (parent !== undefined) inner[parent].push(i); });
            return elements.map((e, i) => {
                const isField = e.matches('input,textarea,select');
                const text = e.localName === 'select' ? [...e.selectedOptions].map(o => o.text).join(' ') : isField ? String(e.value || '') : e.textContent || '';
                const typed = e.matches('input[type=password],[autocomplete=one-time-code]') || (isSignIn && isField && !e.matches('[type=submit],[type=button],[type=checkbox],[type=radio]'));
                return { text: text.length <= longest || isField ? fold(text) : '', is: hidden.has(e) || typed, inner: inner[i] };
            });
        }
        """;

    /// <summary>Marks those at the given places, and tells how many were not.</summary>
    public const string Mark = """
        (elements, places) => {
            const fresh = places.map(i => elements[i]).filter(e => !e.hasAttribute('data-kurir-box'));
            fresh.forEach(e => e.setAttribute('data-kurir-box', ''));
            return fresh.length;
        }
        """;

    /// <summary>How many values the page keeps of its own.</summary>
    public const string Kept = "() => localStorage.length + sessionStorage.length";

    /// <summary>Kept values that nobody would read as words, and those within kept JSON.</summary>
    public const string KeptTokens = """
        () => {
            try {
                return [...new Set([localStorage, sessionStorage].flatMap(place => Object.values(place)).flatMap(value => String(value).match(/[A-Za-z0-9._~+\/|=-]{16,4096}/g) || []))].slice(0, 100);
            } catch { return []; }
        }
        """;

    /// <summary>The only value that the page keeps under the name of a token; null: there is none, or more than one.</summary>
    public const string Token = """
        () => {
            const found = new Set();
            for (const place of [localStorage, sessionStorage])
                for (const [key, value] of Object.entries(place)) {
                    const bare = value.replace(/^"|"$/g, '');
                    if (/^([a-z]+[-_.]?)?(token|jwt|bearer)$/i.test(key) && !/csrf|xsrf|refresh/i.test(key) && /^[A-Za-z0-9._~+\/|=-]{16,4096}$/.test(bare)) found.add(bare);
                }
            return found.size === 1 ? [...found][0] : null;
        }
        """;

    /// <summary>The values that the page keeps for its origin: key, value, key, value.</summary>
    public const string OfOrigin = "() => Object.entries(localStorage).flat().map(String)";

    /// <summary>Presses the only button that signs out.</summary>
    public static readonly string PressSignOut = Of("""
        () => {
            const found = buttons().filter(e => /^(log ?out|sign ?out|log ?off|keluar)$/i.test(textOf(e)));
            if (found.length === 1) found[0].click();
            return found.length === 1;
        }
        """);

    /// <summary>The tab's own values: key, value, key, value.</summary>
    public const string OfTab = $"() => Object.entries(sessionStorage).filter(([key]) => key !== '{PutMark}').flat().map(String)";

    /// <summary>Tells a tab that its storage was filled.</summary>
    public const string PutMark = "__kurir";
}
