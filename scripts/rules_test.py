"""Each rule of scripts/check fails on a small tree that breaks it, and holds on one that does not."""

import tempfile
import unittest
from pathlib import Path

from rules import browser_test_names, enumerations, fixture_imports, formatting, function_names, page_imports, paths
from rules import requirements, server_includes, size, sql, unfinished, words
from rules.tree import Tree

MAP = """
# The map
| folder | may include |
| --- | --- |
| `core` | nothing |
| `http` | core |
| `members` | `core`, http |
"""

LIST = "| id | must hold | tested in |\n| --- | --- | --- |\n"


def all_requirements(claims):
    """The whole list: with these claims, and for all others the claim that one file tests them."""
    ids = (f"M{number}" for number in range(1, 46))
    return LIST + "".join(f"| {id} | it works | {claims.get(id, 'all.spec.ts')} |\n" for id in ids)


ALL_TESTS = "".join(f'test("M{number} it works", f);\n' for number in range(1, 46))


class Rule(unittest.TestCase):
    def broken_by(self, rule, files):
        """Where the rule is broken in a tree of these files, as "path:line"."""
        with tempfile.TemporaryDirectory() as root:
            for path, text in files.items():
                (Path(root) / path).parent.mkdir(parents=True, exist_ok=True)
                (Path(root) / path).write_text(text)
            return [f"{finding.path}:{finding.line}" for finding in rule(Tree(root))]


class TheImportTable(Rule):
    def broken_by_server_file(self, path, text, table=MAP):
        files = {"docs/architecture.md": table, "server/core/error.hpp": "", "server/http/request.hpp": "", path: text}
        return self.broken_by(server_includes.includes_follow_the_table, files)

    def test_allows_what_it_lists(self):
        text = '#include "core/error.hpp"\n#include "http/request.hpp"\n#include "members/member.hpp"\n#include <vector>\n'
        self.assertEqual(self.broken_by_server_file("server/members/members.cpp", text), [])

    def test_forbids_what_it_does_not_list(self):
        text = '#pragma once\n#include "members/member.hpp"\n'
        self.assertEqual(self.broken_by_server_file("server/core/clock.hpp", text), ["server/core/clock.hpp:2"])

    def test_sees_through_a_relative_path(self):
        text = '#include "../http/request.hpp"\n'
        self.assertEqual(self.broken_by_server_file("server/core/clock.hpp", text), ["server/core/clock.hpp:1"])

    def test_needs_a_row_for_each_folder(self):
        self.assertEqual(self.broken_by_server_file("server/calls/calls.cpp", ""), ["server/calls/calls.cpp:1"])

    def test_names_only_folders_with_a_row(self):
        table = MAP.replace("| nothing |", "| databse |")
        self.assertEqual(self.broken_by_server_file("server/core/id.hpp", "", table), ["docs/architecture.md:5"])

    def test_must_be_there(self):
        self.assertEqual(self.broken_by_server_file("server/core/id.hpp", "", "# No table"), ["docs/architecture.md:1"])
        self.assertEqual(self.broken_by(server_includes.includes_follow_the_table, {}), ["docs/architecture.md:1"])


class Links(Rule):
    def broken_by_build(self, text):
        files = {"docs/architecture.md": MAP, "server/CMakeLists.txt": text}
        return self.broken_by(server_includes.links_follow_the_table, files)

    def test_follow_the_import_table(self):
        build = "rollcall_folder(core fmt)\nrollcall_folder(members rollcall_core\n rollcall_http)"
        self.assertEqual(self.broken_by_build(build), [])

    def test_fail_where_the_folder_may_not_include_the_other(self):
        build = "rollcall_folder(core)\nrollcall_folder(http fmt\n rollcall_members)"
        self.assertEqual(self.broken_by_build(build), ["server/CMakeLists.txt:3"])
        build = "rollcall_program_beside(x core/main.cpp rollcall_http)"
        self.assertEqual(self.broken_by_build(build), ["server/CMakeLists.txt:1"])

    def test_are_not_seen_in_comments(self):
        self.assertEqual(self.broken_by_build("# rollcall_folder(core rollcall_http)"), [])


class Http(Rule):
    def test_is_included_only_at_the_edge(self):
        files = {
            "server/members/member_routes.cpp": '#include "http/request.hpp"\n',
            "server/app/main.cpp": '#include "http/request.hpp"\n',
            "server/members/members.cpp": '\n#include "http/request.hpp"\n',
        }
        self.assertEqual(
            self.broken_by(server_includes.only_the_edge_includes_http, files), ["server/members/members.cpp:2"]
        )


class Sql(Rule):
    def broken_by_text(self, text, path="server/members/members.cpp"):
        return self.broken_by(sql.only_stores_contain_sql, {path: text})

    def test_may_stand_in_a_store(self):
        text = 'auto all = "SELECT id FROM member";'
        self.assertEqual(self.broken_by_text(text, "server/members/member_store.cpp"), [])
        self.assertEqual(self.broken_by_text(text, "server/database/sqlite/migrator.cpp"), [])

    def test_may_not_stand_elsewhere(self):
        for statement in [
            '"SELECT id FROM member"',
            '"select id from member where id = $1"',
            '"UPDATE member "\n  "SET name = $1"',
            '"INSERT OR IGNORE INTO member VALUES ($1)"',
            'R"sql(\n  DELETE FROM member)sql"',
        ]:
            self.assertEqual(self.broken_by_text(f"auto s =\n{statement};"), ["server/members/members.cpp:2"], statement)

    def test_is_not_seen_in_comments_or_prose(self):
        text = """
            // "SELECT id FROM member" is in the store
            auto million = 1'000'000; auto quote = '"';
            auto sentence = "Please select an agent from the list.";
        """
        self.assertEqual(self.broken_by_text(text), [])

    def test_is_seen_after_a_digit_separator(self):
        text = """auto n = 1'000; auto s = "SELECT id"; auto c = 'x';"""
        self.assertEqual(self.broken_by_text(text), ["server/members/members.cpp:1"])


class WritersOfTables(Rule):
    def broken_by_two(self, first, second):
        files = {"server/agents/agent_store.cpp": first, "server/agents/version_store.cpp": second}
        return self.broken_by(sql.each_table_is_written_by_one_store, files)

    def test_one_store_may_write_a_table_in_several_ways(self):
        several = 'insert_into("agents", {}); auto s = "UPDATE agents SET name = $1"; auto d = "DELETE FROM agents";'
        self.assertEqual(self.broken_by_two(several, 'auto s = "SELECT id FROM agents";'), [])

    def test_two_stores_may_not_write_one_table(self):
        first = 'StatementBuilder::update("agents", {});'
        for second in [
            'auto s = "UPDATE agents SET draft = $1";',
            'auto s = R"(INSERT INTO agents (id) SELECT 1)";',
            'auto s = "DELETE FROM agents WHERE id = $1";',
            'StatementBuilder::insert_into("agents", {});',
            'static const auto s = insert_statement<AgentRow>("agents");',
        ]:
            self.assertEqual(self.broken_by_two(first, "\n" + second), ["server/agents/version_store.cpp:2"], second)


class PageImports(Rule):
    def broken_by_import(self, path, specifier):
        return self.broken_by(page_imports.page_imports_go_one_way, {path: f'\nimport {{ x }} from "{specifier}";\n'})

    def test_may_go_down(self):
        self.assertEqual(self.broken_by_import("web/src/app/routes.tsx", "../features/members/members-page"), [])
        self.assertEqual(self.broken_by_import("web/src/features/members/list.tsx", "@/components/table"), [])
        self.assertEqual(self.broken_by_import("web/src/features/members/list.tsx", "../../shared/calls/words"), [])
        self.assertEqual(self.broken_by_import("web/src/features/members/list.tsx", "./row"), [])
        self.assertEqual(self.broken_by_import("web/src/features/members/edit/form.tsx", "../list/row"), [])
        self.assertEqual(self.broken_by_import("web/src/shared/calls/words.ts", "../../api/calls"), [])
        self.assertEqual(self.broken_by_import("web/src/shared/calls/list.tsx", "../session/session-context"), [])
        self.assertEqual(self.broken_by_import("web/src/components/table.tsx", "../lib/numbers"), [])
        self.assertEqual(self.broken_by_import("web/src/components/table.tsx", "@mantine/core"), [])

    def test_may_not_go_up(self):
        for specifier in ["../features/members/list", "@/app/routes", "~/features/members/list", "../shared/calls/words"]:
            self.assertEqual(
                self.broken_by_import("web/src/components/table.tsx", specifier), ["web/src/components/table.tsx:2"]
            )
        for path in ["web/src/api/calls.ts", "web/src/lib/days.ts"]:
            self.assertEqual(self.broken_by_import(path, "../components/table"), [f"{path}:2"])

    def test_keep_components_and_lib_free_of_the_api(self):
        for path in ["web/src/components/table.tsx", "web/src/lib/days.ts"]:
            self.assertEqual(self.broken_by_import(path, "../api/calls"), [f"{path}:2"])
        self.assertEqual(self.broken_by_import("web/src/api/calls.ts", "../lib/days"), ["web/src/api/calls.ts:2"])

    def test_may_not_go_across_features(self):
        path = "web/src/features/members/list.tsx"
        self.assertEqual(self.broken_by_import(path, "../agents/agent-picker"), [f"{path}:2"])
        self.assertEqual(self.broken_by_import(path, "@/features/agents/agent-picker"), [f"{path}:2"])
        path = "web/src/features/members/invite/form.tsx"
        self.assertEqual(self.broken_by_import(path, "../../agents/agent-picker"), [f"{path}:2"])

    def test_may_not_go_in_a_circle_through_shared(self):
        files = {
            "web/src/shared/calls/a.ts": 'import "../agents/b";\n',
            "web/src/shared/agents/b.ts": 'import "../list/c";\n',
            "web/src/shared/list/c.ts": 'import "../calls/a";\n',
            "web/src/shared/session/d.ts": 'import "../calls/a";\nimport "./e";\n',
        }
        self.assertEqual(
            sorted(self.broken_by(page_imports.page_imports_go_one_way, files)),
            ["web/src/shared/agents/b.ts:1", "web/src/shared/calls/a.ts:1", "web/src/shared/list/c.ts:1"],
        )

    def test_need_a_folder_that_is_in_the_order(self):
        self.assertEqual(self.broken_by_import("web/src/stuff/x.ts", "react"), ["web/src/stuff/x.ts:1"])


class NamedPaths(Rule):
    TREE = {"server/calls/wave.hpp": "", "web/src/features/members/list.tsx": "", "migrations/sqlite/0009_new.sql": ""}

    def broken_by_text(self, text, path="docs/map.md"):
        return self.broken_by(paths.named_paths_exist, {**self.TREE, path: text})

    def test_exist(self):
        text = """
            See `server/calls/wave.hpp`, calls/wave.hpp, wave.hpp, `calls/`, server/calls, [it](../server/calls/wave.hpp),
            `features/<name>/`, `migrations/sqlite/NNNN_title.sql`, `calls/*.hpp`, {calls,features}/,
            https://a.example/b.ts.
        """
        self.assertEqual(self.broken_by_text(text), [])

    def test_fail_where_they_do_not(self):
        names = ["calls/waveform.hpp", "waveform.hpp", "usage/", "server/usage", "*_store.cpp", "{calls,usage}/"]
        for name in names:
            self.assertEqual(self.broken_by_text(f"# Map\nSee `{name}`."), ["docs/map.md:2"], name)

    def test_are_found_in_comments_and_not_in_code(self):
        for path, comment in {
            "a.cpp": 'auto a = "gone.cpp"; // gone.cpp',
            "a.ts": 'import "gone.ts"; /** gone.ts */',
            "a.tsx": "const a = <p>gone.ts</p>; {/* gone.ts */}",
            "a.sql": "SELECT 'gone.sql'; -- gone.sql",
            "a.sh": 'echo "gone.sh" # gone.sh',
            "a.py": 'a = "gone.py" # gone.py',
            "b.py": '"""gone.py"""',
            "run": "#!/usr/bin/env bash\n# gone.sh",
        }.items():
            self.assertEqual(len(self.broken_by_text(comment, path)), 1, path)

    def test_may_be_gone_from_a_migration_that_has_landed(self):
        self.assertEqual(self.broken_by_text("-- gone.hpp", "migrations/sqlite/0008_calls.sql"), [])
        self.assertEqual(len(self.broken_by_text("-- gone.hpp", "migrations/sqlite/0009_new.sql")), 1)

    def test_may_be_made_by_the_build(self):
        files = {".gitignore": "/build/\nschema.d.ts\n", "a.cpp": "// build/reports/x.json, web/src/api/schema.d.ts"}
        self.assertEqual(self.broken_by(paths.named_paths_exist, files), [])


class Enumerations(Rule):
    FILES = {
        "server/calls/call.hpp": "enum class Status { ongoing, ended };\nBOOST_DESCRIBE_ENUM(Status, ongoing, ended)\n",
        "server/access/permissions.hpp": 'permission_texts = {{\n {Permission::edit, "edit", "Can edit"},\n}};',
        "docs/openapi.yaml": """
components:
  schemas:
    CallStatus: { type: string, enum: [ongoing, ended] }
    Permission:
      type: string
      enum:
        - edit
    Call:
      properties:
        can: { type: array, items: { type: string, enum: [listen] } }
""",
        "migrations/sqlite/0008_calls.sql": "CREATE TABLE calls (\n  status TEXT CHECK (status IN ('ongoing', 'ended')));",
    }

    def broken_by_files(self, files):
        return self.broken_by(enumerations.enumerations_are_one_list, self.FILES | files)

    def test_are_the_same_in_cpp_in_the_api_and_in_the_database(self):
        self.assertEqual(self.broken_by_files({}), [])

    def test_fail_where_cpp_has_one_more(self):
        text = "BOOST_DESCRIBE_ENUM(Status, ongoing, ended,\n failed)"
        expected = ["docs/openapi.yaml:4", "migrations/sqlite/0008_calls.sql:2"]
        self.assertEqual(self.broken_by_files({"server/calls/call.hpp": text}), expected)
        text = 'permission_texts = {{\n {Permission::a, "edit", "A"}, {Permission::b, "view", "B"},\n}};'
        self.assertEqual(self.broken_by_files({"server/access/permissions.hpp": text}), ["docs/openapi.yaml:5"])

    def test_fail_where_the_api_has_one_more(self):
        text = self.FILES["docs/openapi.yaml"].replace("        - edit", "        - edit\n        - view")
        self.assertEqual(self.broken_by_files({"docs/openapi.yaml": text}), ["docs/openapi.yaml:5"])

    def test_fail_where_cpp_has_two_lists_of_the_same_values(self):
        text = "\nBOOST_DESCRIBE_ENUM(State, ongoing, ended)"
        self.assertEqual(self.broken_by_files({"server/usage/state.hpp": text}), ["server/usage/state.hpp:2"])
        self.assertEqual(self.broken_by_files({"server/usage/state_test.cpp": text}), [])

    def test_fail_where_a_later_migration_differs(self):
        path = "migrations/0009_new.sql"
        create = "CREATE TABLE new_calls (status TEXT{});\nDROP TABLE calls;\nALTER TABLE new_calls RENAME TO calls;\n"
        other = " CHECK (status IN ('ongoing'))"
        self.assertEqual(self.broken_by_files({path: create.format("")}), [])
        self.assertEqual(self.broken_by_files({path: create.format(other)}), [f"{path}:1", f"{path}:1"])
        self.assertEqual(self.broken_by_files({path: "-- postgres:\n" + create.format(other)}), [f"{path}:2"])
        drop = "ALTER TABLE calls DROP CONSTRAINT calls_status_check;"
        later = {path: create.format(other), "migrations/0010_later.sql": drop}
        self.assertEqual(self.broken_by_files(later), [])


class FixtureImports(Rule):
    def broken_by_import(self, path, specifier):
        files = {path: f'import {{ x }} from "{specifier}";'}
        return self.broken_by(fixture_imports.demo_and_fixtures_do_not_import_tests, files)

    def test_are_not_from_tests(self):
        for path in ["scripts/demo/fill.ts", "fixtures/platforms/vapi.ts"]:
            self.assertEqual(self.broken_by_import(path, "../../tests/support/wav.ts"), [f"{path}:1"])
            self.assertEqual(self.broken_by_import(path, "../../fixtures/random.ts"), [])
        self.assertEqual(self.broken_by_import("tests/api/a.test.ts", "../support/wav.ts"), [])


class FunctionNames(Rule):
    def test_of_handlers_begin_with_handle(self):
        rule = function_names.handlers_are_named_handle
        text = "namespace a {{\n\n/// GET /x\nhttp::Response {}(const Request& request,\n    Services& services);\n}}\n"
        routes = "server/a/a_routes.hpp"
        self.assertEqual(self.broken_by(rule, {routes: text.format("handle_list")}), [])
        self.assertEqual(self.broken_by(rule, {routes: text.format("list")}), [f"{routes}:4"])
        self.assertEqual(self.broken_by(rule, {"server/a/a_store.hpp": text.format("list")}), [])

    def broken_by_two_headers(self, text, other):
        files = {"server/a/a.hpp": text, "server/b/b.hpp": f"namespace b {{\n{other}\n}}"}
        return self.broken_by(function_names.function_names_are_unique, files)

    def test_are_unique_across_headers(self):
        text = "std::map<int, F<void()>> list(Tx& tx);\nvoid list(int);"
        self.assertEqual(self.broken_by_two_headers(text, "void find();"), [])
        for other in [
            "void list();",
            "inline int list() { return 1; }",
            "template <class T>\nauto list(T t) {\n}",
            "[[noreturn]] void list(const std::function<void(int)>& f = {});",
            "constexpr bool list(int a = 1);",
        ]:
            self.assertEqual(len(self.broken_by_two_headers(text, other)), 1, other)

    def test_of_members_and_what_is_no_function_may_repeat(self):
        for other in [
            "class C {\npublic:\n    void list();\nprivate:\n    int a{list()};\n};",
            "inline const auto a = list();",
            "using F = std::function<void(list)>;",
            "// void list();",
            'BOOST_DESCRIBE_STRUCT(A, (), (list))\nvoid find(const char* = "list()");',
            "inline void C::list() {}",
            "template <>\nvoid list(int);",
            "bool operator==(A list, A);",
            "#define X(a) \\\n    void list();",
        ]:
            self.assertEqual(self.broken_by_two_headers("void list();", other), [], other)

    def broken_by_source(self, header, files):
        rule = function_names.headers_are_defined_by_their_source
        return self.broken_by(rule, {"server/a/a.hpp": header} | files)

    def test_lead_to_the_source_of_the_same_name(self):
        text = "namespace a {\nnamespace {\nint other() { return 1; }\n}\nint list(int b) {\n    return b;\n}\n}\n"
        self.assertEqual(self.broken_by_source("int list(int b);", {"server/a/a.cpp": text}), [])
        self.assertEqual(self.broken_by_source("inline int list() { return 1; }", {}), [])
        self.assertEqual(self.broken_by_source("int list(int b);", {"server/a/b.cpp": text}), ["server/a/a.hpp:1"])
        self.assertEqual(self.broken_by_source("int find();\n", {"server/a/a.cpp": text}), ["server/a/a.hpp:1"])

    def test_of_members_lead_there_too(self):
        header, text = "class C {\n    void run();\n};\n", "\nvoid C::run() {}"
        self.assertEqual(self.broken_by_source(header, {"server/a/a.cpp": text}), [])
        self.assertEqual(self.broken_by_source(header, {"server/a/b.cpp": text}), ["server/a/b.cpp:2"])
        own = "struct C {\n    void run();\n};\n" + text
        self.assertEqual(self.broken_by_source(header, {"server/a/b.cpp": own}), [])


class Folders(Rule):
    def broken_by_sources(self, count, ending):
        files = {f"server/a/{number}{ending}": "" for number in range(count)}
        return self.broken_by(size.server_folders_are_small, files)

    def test_hold_at_most_sixteen_sources_besides_tests(self):
        self.assertEqual(self.broken_by_sources(16, ".cpp"), [])
        self.assertEqual(self.broken_by_sources(20, "_test.cpp"), [])
        self.assertEqual(self.broken_by_sources(17, ".cpp"), ["server/a/:1"])


class LongFiles(Rule):
    def test_say_why(self):
        files = {
            "a.cpp": "int x;\n" * 401,
            "b.cpp": "// Over 400 lines because the table is one.\n" + "int x;\n" * 401,
            "c.cpp": "int x;\n" * 400,
        }
        self.assertEqual(self.broken_by(size.long_files_say_why, files), ["a.cpp:1"])


class Formatting(Rule):
    def test_is_that_of_clang_format(self):
        files = {".clang-format": "BasedOnStyle: Google\n", "a.cpp": "int x;\nint   y;\n", "b.hpp": "int x;\n"}
        self.assertEqual(self.broken_by(formatting.cpp_is_formatted, files), ["a.cpp:2"])

    def test_needs_a_clang_format_file_that_can_be_read(self):
        files = {".clang-format": "BasedOnStyle: Nobody\n", "a.cpp": "int x;\n"}
        self.assertEqual(self.broken_by(formatting.cpp_is_formatted, files), [".clang-format:1"])


class Requirements(Rule):
    def broken_by_claims(self, claims, title="M1 only administrators come in"):
        files = {
            "docs/members-page.md": all_requirements(claims),
            "tests/browser/a.spec.ts": f'test("{title}", f);',
            "tests/browser/all.spec.ts": ALL_TESTS,
        }
        return self.broken_by(requirements.requirements_have_their_tests, files)

    def test_hold_when_a_title_has_the_id(self):
        self.assertEqual(self.broken_by_claims({"M1": "tests/browser/a.spec.ts"}), [])
        self.assertEqual(self.broken_by_claims({"M1": "`a.spec.ts`"}), [])

    def test_fail_without_a_test(self):
        self.assertEqual(self.broken_by_claims({"M1": "not yet"}), ["docs/members-page.md:3"])
        self.assertEqual(self.broken_by_claims({"M2": "-"}), ["docs/members-page.md:4"])

    def test_fail_when_no_title_has_the_id(self):
        self.assertEqual(self.broken_by_claims({"M1": "a.spec.ts"}, title="M12 something"), ["docs/members-page.md:3"])

    def test_fail_when_another_file_has_the_test(self):
        self.assertEqual(self.broken_by_claims({"M1": "b.spec.ts"}), ["docs/members-page.md:3"])

    def test_are_all_listed(self):
        files = {"docs/members-page.md": LIST + "| M15 | it works | not yet |\n"}
        self.assertEqual(len(self.broken_by(requirements.requirements_have_their_tests, files)), 45)


GLOSSARY = """
| term | meaning |
| --- | --- |
| email | a message |

| not | but |
| --- | --- |
| too old, letter (of mail) | expired |
| right watch | revocation watch |
"""


class Words(Rule):
    def broken_by_text(self, path, text, glossary=GLOSSARY):
        files = {"docs/glossary.md": glossary, path: text}
        return self.broken_by(words.ruled_out_words_are_not_used, files)

    def test_of_the_glossary_are_not_in_documents(self):
        self.assertEqual(self.broken_by_text("a.md", "A\nlink is too\nold."), ["a.md:2"])
        self.assertEqual(self.broken_by_text("docs/openapi.yaml", "description: Too old."), ["docs/openapi.yaml:1"])
        self.assertEqual(self.broken_by_text("a.md", "`too old`, [a link](too-old.md), too older"), [])

    def test_of_the_glossary_are_not_in_comments(self):
        for path, comment in {
            "a.cpp": "// too\n    // old",
            "a.hpp": "/** too\n * old */",
            "a.ts": "/** Too old */",
            "a.css": "/* too old */",
            "a.sql": "-- too\n-- old",
            "a.sh": "# too old",
            "a.py": '"""Too old."""',
            "CMakeLists.txt": "# too old",
            "run": "#!/usr/bin/env bash\n# too old",
        }.items():
            self.assertEqual(len(self.broken_by_text(path, comment)), 1, path)

    def test_of_the_glossary_are_not_in_names(self):
        for name in ["RightWatch", "right_watch_", "rightWatch", "RIGHT_WATCH", "start_right_watch"]:
            self.assertEqual(self.broken_by_text("a.cpp", f"\nint {name};\nint b = {name};"), ["a.cpp:2"], name)
        self.assertEqual(self.broken_by_text("right-watch.ts", ""), ["right-watch.ts:1"])
        self.assertEqual(self.broken_by_text("a.cpp", "bright_watch(); right.watch();"), [])

    def test_of_the_glossary_are_not_in_titles_of_tests(self):
        self.assertEqual(self.broken_by_text("a.test.ts", 'test("a link that is too old", f);'), ["a.test.ts:1"])
        self.assertEqual(self.broken_by_text("a.spec.ts", 'test.each(all)("%s is too old", f);'), ["a.spec.ts:1"])
        self.assertEqual(self.broken_by_text("a_test.cpp", "TEST(Link, IsTooOld) {}"), ["a_test.cpp:1"])

    def test_of_the_glossary_may_be_in_what_a_user_reads(self):
        self.assertEqual(self.broken_by_text("a.cpp", 'throw Error("It is too old.");'), [])
        self.assertEqual(self.broken_by_text("a.tsx", "<p>right_watch {name} right_watch</p>"), [])
        self.assertEqual(self.broken_by_text("a.test.ts", 'expect(text).toBe("too old");'), [])

    def test_may_be_limited_to_some_paths(self):
        self.assertEqual(self.broken_by_text("mail/a.hpp", "struct Letter;"), ["mail/a.hpp:1"])
        self.assertEqual(self.broken_by_text("http/a.hpp", "struct Letter;"), [])

    def test_may_be_in_a_migration_that_has_landed(self):
        self.assertEqual(self.broken_by_text("migrations/sqlite/0001_a.sql", "-- too old"), [])

    def test_need_a_table(self):
        self.assertEqual(self.broken_by_text("a.md", "", glossary="# None"), ["docs/glossary.md:1"])


class BrowserTests(Rule):
    def test_make_an_agent_and_a_company_of_a_name_once(self):
        files = {
            "tests/browser/a.spec.ts": 'cast.newAgent("Winter desk", "South");\ncast.newCompany("Winter desk");',
            "tests/browser/b.spec.ts": 'cast.newAgent(\n  "Winter desk", "North");\ncast.newAgent("Ferry desk", "North");',
            "tests/browser/c.spec.ts": 'cast.newAgent("Reception", "South");',
            "tests/api/d.test.ts": 'cast.newAgent("Winter desk", "North");',
            "fixtures/cast.json": '{ "companies": [{ "name": "North", "agents": [{ "name": "Reception" }] }] }',
        }
        rule = browser_test_names.browser_tests_name_each_agent_and_company_once
        self.assertEqual(self.broken_by(rule, files), ["tests/browser/b.spec.ts:1", "tests/browser/c.spec.ts:1"])


class Unfinished(Rule):
    def test_work_is_found(self):
        files = {"a.cpp": "\n// TO" + "DO later", "run": "# FIX" + "ME"}
        self.assertEqual(self.broken_by(unfinished.nothing_is_left_for_later, files), ["a.cpp:2", "run:1"])

    def test_tests_are_found(self):
        files = {
            "a.test.ts": 'test' + '.skip("x", f);\n' + 'describe' + '.only("x", f);',
            "b_test.cpp": "GTEST" + "_SKIP();\nTEST(A, DISABLED" + "_b) {}",
        }
        expected = ["a.test.ts:1", "a.test.ts:2", "b_test.cpp:1", "b_test.cpp:2"]
        self.assertEqual(self.broken_by(unfinished.nothing_is_skipped, files), expected)


class IgnoredFiles(Rule):
    def test_are_not_looked_at(self):
        later = "// TO" + "DO"
        files = {".gitignore": "# made\n/build/\nnode_modules/\n*.gen.ts\n"}
        files |= {path: later for path in ["build/a.cpp", "web/node_modules/x/a.ts", "web/a.gen.ts", "web/build/a.ts"]}
        self.assertEqual(self.broken_by(unfinished.nothing_is_left_for_later, files), ["web/build/a.ts:1"])
