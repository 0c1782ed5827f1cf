// Over 400 lines because the tests share a fixture that compares the search with a naive one.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <thread>
#include <tuple>

#include "core/searching/marked_words.hpp"
#include "database/folding_store.hpp"
#include "database/testing_backends.hpp"
#include "members/list/member_list_store.hpp"
#include "members/list/search_memory.hpp"
#include "members/list/search_store.hpp"
#include "members/list/search_testing.hpp"
#include "members/list/search_text.hpp"
#include "members/member_limits.hpp"

namespace rollcall::members {
namespace {

using database::Transaction;

const std::vector<std::vector<std::string>> scripts = {
    {"an", "Ber", "él", "gö", "o'b", "ros", "sta", "tan", "-", "x%", "_"},
    {"ан", "Вер", "дми", "ольг"},
    {"أح", "بد", "جم", "ﻻ"},
    {"अन", "हिन्", "दी", "मी"},
    {"太", "郎", "田", "中"},
    {"김", "민", "서", "ㄱ"},
};

class Search : public database::testing::OnEachBackend {
protected:
    std::size_t pick(std::size_t count) { return std::uniform_int_distribution<std::size_t>(0, count - 1)(random); }

    std::string random_name() {
        const auto& syllables = scripts[pick(2) == 0 ? 0 : pick(scripts.size())];
        std::string name = "N";
        for (auto words = 1 + pick(2); words > 0; --words) {
            name += ' ';
            for (auto count = 1 + pick(3); count > 0; --count) name += syllables[pick(syllables.size())];
        }
        return name;
    }

    // A part of what somebody can be found by, or two.
    std::string random_search() {
        std::string search;
        for (auto words = 1 + pick(2); words > 0; --words) {
            auto member = members.begin();
            std::advance(member, static_cast<std::ptrdiff_t>(pick(members.size())));
            const auto text = random_text_of(member->second);
            const auto begin = character_at_or_before(text, pick(text.size()));
            const auto end = character_at_or_before(text, std::min(text.size(), begin + 1 + pick(9)));
            search += (search.empty() ? "" : " ") + text.substr(begin, end - begin);
        }
        return search;
    }

    std::string random_text_of(const access::MemberRow& member) {
        const std::string texts[] = {member.email, member.job_title.value_or(member.name), member.name, member.name};
        return texts[pick(std::size(texts))];
    }

    static std::size_t character_at_or_before(const std::string& text, std::size_t at) {
        while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xc0U) == 0x80U) --at;
        return at;
    }

    access::MemberRow make_member() {
        access::MemberRow member;
        member.id = MemberId::make(clock.now());
        member.name = random_name();
        member.email = fmt::format("m.{}@{}.example", next_number, next_number % 7 == 0 ? "müller" : "sea");
        if (pick(2) == 0) member.job_title = random_name();
        member.created_at = clock.now();
        ++next_number;
        return member;
    }

    void add_members(int count) {
        database->write([&](Transaction& tx) {
            for (int number = 0; number < count; ++number) {
                const auto member = make_member();
                EXPECT_TRUE(insert_searchable_member(tx, member, number % 3 == 0 ? "" : "hash"));
                members[member.id] = member;
            }
        });
    }

    void rename(const MemberId& id, const std::string& name) {
        auto& member = members.at(id);
        member.name = name;
        database->write([&](Transaction& tx) { update_searchable_member(tx, member); });
    }

    void change_job_title(const MemberId& id, const std::optional<std::string>& job_title) {
        auto& member = members.at(id);
        member.job_title = job_title;
        database->write([&](Transaction& tx) { update_searchable_member(tx, member); });
    }

    void remove(MemberId id) {
        members.erase(id);
        database->write([&](Transaction& tx) { delete_searchable_member(tx, id); });
    }

    void change_something() {
        auto member = members.begin();
        std::advance(member, static_cast<std::ptrdiff_t>(pick(members.size())));
        switch (pick(5)) {
            case 0:
                add_members(1 + static_cast<int>(pick(3)));
                break;
            case 1:
                rename(member->first, random_name());
                break;
            case 2:
                remove(member->first);
                break;
            case 3:
                database->write([&](Transaction& tx) {
                    access::update_member_suspension(tx, member->first, clock.now());
                    suspended.insert(member->first);
                });
                break;
            case 4:
                change_job_title(member->first, pick(3) == 0 ? std::nullopt : std::optional(random_name()));
                break;
        }
    }

    // Without an index, signatures or parts.
    std::vector<std::string> find_naively(const std::string& text, bool only_suspended) const {
        const auto search = parse_search(text);
        std::vector<std::tuple<int, std::string, std::string>> found;
        for (const auto& [id, member] : members) {
            if (only_suspended && !suspended.contains(id)) continue;
            const auto texts = make_search_texts({id, member.name, member.email, member.job_title});
            bool has_all = true;
            bool begins_all = true;
            for (const auto& word : search.words) {
                has_all = has_all && texts.text.find(word.pattern) != std::string::npos;
                begins_all = begins_all && texts.text.find(word_mark + word.pattern) != std::string::npos;
            }
            if (!has_all) continue;
            const int part = texts.name_folded.starts_with(search.beginning) ? 0 : begins_all ? 1 : 2;
            found.emplace_back(part, texts.name_folded, id.text());
        }
        std::ranges::sort(found);
        std::vector<std::string> ids;
        for (const auto& [part, name, id] : found) ids.push_back(id);
        return ids;
    }

    database::Page<MemberSummary> page(const MemberFilter& filter, const database::PageRequest& request,
                                       SearchMemory* used) {
        return database->read([&](Transaction& tx) { return list_members(tx, filter, request, used); });
    }

    static std::vector<std::string> ids_of(const database::Page<MemberSummary>& page) {
        std::vector<std::string> ids;
        for (const auto& member : page.items) ids.push_back(member.id.text());
        return ids;
    }

    // Forwards to the end, and back again.
    std::vector<std::string> find_in_pages(const MemberFilter& filter, int limit, SearchMemory* used) {
        database::PageRequest request{.limit = limit, .sort = best_match, .total = true};
        const auto continue_at = [&](const std::string& cursor) {
            request.cursor = database::decode_cursor(cursor, request.sort, request.direction, {}).value();
        };
        std::vector<database::Page<MemberSummary>> pages{page(filter, request, used)};
        auto ids = ids_of(pages.back());
        while (pages.back().next_cursor) {
            continue_at(*pages.back().next_cursor);
            pages.push_back(page(filter, request, used));
            for (auto& id : ids_of(pages.back())) ids.push_back(std::move(id));
        }
        EXPECT_EQ(pages.front().total, std::ssize(ids));
        for (auto left = pages.size() - 1; left > 0; --left) {
            continue_at(pages[left].previous_cursor.value());
            const auto before = page(filter, request, used);
            EXPECT_EQ(ids_of(before), ids_of(pages[left - 1]));
            pages[left - 1].previous_cursor = before.previous_cursor;
        }
        EXPECT_FALSE(pages.front().previous_cursor);
        return ids;
    }

    std::vector<std::string> found(const std::string& text) {
        return ids_of(page({.search = text}, {.sort = best_match}, &memory));
    }

    int times_read() {
        return database->read(
            [&](Transaction& tx) { return memory.follow(tx, get_search_state(tx).last_change)->times_read(); });
    }

    std::int64_t count_rows(const std::string& table) {
        return database->read([&](Transaction& tx) {
            return tx.first("SELECT count(*) FROM " + table, [](const database::Row& row) { return row.integer(0); })
                .value();
        });
    }

    std::set<std::pair<std::string, std::int64_t>> stored_entries() {
        return database->read([](Transaction& tx) {
            std::set<std::pair<std::string, std::int64_t>> entries;
            tx.all("SELECT entry, number FROM member_search_entries",
                   [&](const database::Row& row) { return entries.emplace(row.text(0), row.integer(1)).second; });
            return entries;
        });
    }

    std::set<std::pair<std::string, std::int64_t>> wanted_entries() {
        return database->read([](Transaction& tx) {
            std::set<std::pair<std::string, std::int64_t>> entries;
            tx.all("SELECT text, number FROM member_search", [&](const database::Row& row) {
                for (const auto& entry : search_entries(row.text(0))) entries.emplace(entry, row.integer(1));
                return 0;
            });
            return entries;
        });
    }

    std::unique_ptr<database::Database> database = empty.open(clock);
    SearchMemory memory;
    std::mt19937 random{17};
    int next_number = 0;
    std::map<MemberId, access::MemberRow> members;
    std::set<MemberId> suspended;
};

ROLLCALL_ON_BOTH_BACKENDS(Search);

TEST_P(Search, finds_what_a_naive_search_finds_after_random_changes) {
    add_members(300);
    for (int round = 0; round < 60; ++round) {
        change_something();
        // The index is made under way: from then on it is kept up to date, and must give the same.
        if (round == 30) make_search_index(*database);
        const auto text = random_search();
        const auto limit = 1 + static_cast<int>(pick(60));
        const bool only_suspended = pick(3) == 0;
        MemberFilter filter{.search = text};
        if (only_suspended) filter.status = MemberStatus::suspended;
        const auto wanted = find_naively(text, only_suspended);
        ASSERT_EQ(find_in_pages(filter, limit, &memory), wanted) << text;
        if (round % 10 == 0) {
            EXPECT_EQ(find_in_pages(filter, limit, nullptr), wanted) << text;
        }
    }
    EXPECT_EQ(stored_entries(), wanted_entries());
}

TEST_P(Search, reads_the_names_once_and_then_what_has_changed) {
    add_members(20);
    const auto anna = members.begin()->first;
    EXPECT_EQ(found("m.3@").size(), 1U);
    add_members(5);
    rename(anna, "Zoë Quist");
    EXPECT_EQ(found("zoe qui"), std::vector{anna.text()});
    rename(anna, "Zoë Quast");
    rename(anna, "Zoë Quost");
    EXPECT_TRUE(found("zoe qui").empty());
    EXPECT_EQ(found("zoe quo"), std::vector{anna.text()});
    remove(anna);
    EXPECT_TRUE(found("zoe").empty());
    EXPECT_EQ(found("m.24@").size(), 1U);
    EXPECT_EQ(times_read(), 1);
}

TEST_P(Search, finds_by_the_job_title_that_a_member_has_now) {
    add_members(3);
    const auto anna = members.begin()->first;
    rename(anna, "Anna Rot");
    rename(std::next(members.begin())->first, "Chef Koch");
    for (const bool has_index : {false, true}) {
        if (has_index) make_search_index(*database);
        change_job_title(anna, "Küchenchefin 主任");
        EXPECT_EQ(found("kuchenchef"), std::vector{anna.text()});
        EXPECT_EQ(found("任"), std::vector{anna.text()});
        // A word of the name and one of the job title; the beginning of a name comes first.
        EXPECT_EQ(found("anna kuch"), std::vector{anna.text()});
        EXPECT_EQ(found("chef"), (std::vector{std::next(members.begin())->first.text(), anna.text()}));
        change_job_title(anna, "Wäscherei");
        EXPECT_TRUE(found("kuchen").empty());
        EXPECT_EQ(found("wascherei"), std::vector{anna.text()});
        change_job_title(anna, std::nullopt);
        EXPECT_TRUE(found("wasch").empty());
        change_job_title(anna, "Steuerfrau");
        EXPECT_EQ(stored_entries(), has_index ? wanted_entries() : stored_entries());
    }
    remove(anna);
    EXPECT_TRUE(found("steuerfrau").empty());
    EXPECT_EQ(stored_entries(), wanted_entries());
    EXPECT_EQ(count_rows("member_search WHERE text LIKE '%steuer%'"), 0);
}

TEST_P(Search, adds_the_job_titles_of_members_from_before_also_to_its_index) {
    add_members(50);
    make_search_index(*database);
    const auto last = std::prev(members.end())->first;
    change_job_title(last, "Hafenmeister");
    const auto complete = stored_entries();
    // As an earlier version has it.
    database->write([&](Transaction& tx) {
        for (const auto& [id, member] : members) {
            update_search_rows(tx, {id, member.name, member.email, std::nullopt});
        }
        tx.execute("UPDATE foldings SET version = 1, position = '' WHERE target = 'member_job_titles'");
    });
    EXPECT_TRUE(found("hafenmeister").empty());
    database::refold_rows(*database, {"member_job_titles", add_job_titles_to_search});
    EXPECT_EQ(found("hafenmeister"), std::vector{last.text()});
    EXPECT_EQ(stored_entries(), complete);
}

TEST_P(Search, reads_the_names_again_when_it_is_far_behind_and_keeps_few_changes) {
    add_members(2);
    EXPECT_EQ(found("m.1@").size(), 1U);
    const auto change_to = [&](std::int64_t change, const std::string& name) {
        database->write([&](Transaction& tx) {
            tx.execute("INSERT INTO member_search_changes (change, member_id) VALUES ($1, 'gone')", change - 1);
        });
        rename(members.begin()->first, name);
    };
    change_to(most_changes_to_follow + 2, "Ann Close");
    EXPECT_EQ(found("ann close").size(), 1U);
    EXPECT_EQ(times_read(), 1);
    change_to(2 * most_changes_to_follow + 3, "Ann Far");
    EXPECT_EQ(found("ann far").size(), 1U);
    EXPECT_EQ(times_read(), 2);
    EXPECT_EQ(count_rows("member_search_changes"), 6);
    change_to(3 * most_changes_to_follow, "Ann Last");
    EXPECT_EQ(found("ann last").size(), 1U);
    EXPECT_EQ(count_rows("member_search_changes"), 6);  // the newest four and two; the first two are deleted
}

TEST_P(Search, does_not_find_what_was_undone) {
    add_members(3);
    EXPECT_TRUE(found("undone").empty());
    auto member = make_member();
    member.name = "Undone";
    const auto create_and_fail = [&](Transaction& tx) {
        EXPECT_TRUE(insert_searchable_member(tx, member, "hash"));
        throw std::runtime_error("no");
    };
    EXPECT_THROW(database->write(create_and_fail), std::runtime_error);
    EXPECT_TRUE(found("undone").empty());
    add_members(1);
    EXPECT_TRUE(found("undone").empty());
    EXPECT_EQ(found("m.").size(), 4U);
}

TEST_P(Search, of_an_older_snapshot_is_complete_beside_a_newer_one) {
    add_members(60);
    const MemberFilter filter{.search = "m."};
    const database::PageRequest request{.limit = 50, .sort = best_match};
    const auto before = ids_of(page(filter, request, &memory));
    const auto later = database->read([&](Transaction& tx) {
        get_search_state(tx);  // PostgreSQL takes the snapshot of the first statement
        std::thread([&] {
            for (int number = 0; number < 60; ++number) {
                auto member = make_member();
                member.name = "A first name";
                database->write(
                    [&](Transaction& write) { EXPECT_TRUE(insert_searchable_member(write, member, "hash")); });
            }
            EXPECT_EQ(found("a first").size(), 50U);
        }).join();
        return list_members(tx, filter, request, &memory);
    });
    EXPECT_EQ(ids_of(later), before);
}

TEST_P(Search, creates_a_member_with_three_statements_for_the_search) {
    add_members(1);
    const auto member = prepare_member(make_member());
    const auto before = database->writer_state().statements;
    database->write([&](Transaction& tx) { EXPECT_TRUE(insert_searchable_member(tx, member, "hash")); });
    EXPECT_EQ(database->writer_state().statements - before, 4U);
    EXPECT_EQ(count_rows("member_search_entries"), 0);
}

TEST_P(Search, reads_few_rows_in_few_statements_for_each_page) {
    add_members(500);
    found("m.");
    database->read([&](Transaction& tx) {
        CountingTransaction counting(tx);
        EXPECT_EQ(list_members(counting, {.search = "m."}, {.sort = best_match}, &memory).items.size(), 50U);
        EXPECT_EQ(counting.statements, 2);
        EXPECT_LE(counting.rows, 52);
    });
}

TEST_P(Search, makes_its_index_when_there_are_many_and_deletes_it_when_there_are_few) {
    const auto step = [&] { return database->write([](Transaction& tx) { return update_search_index(tx, 500); }); };
    const auto needs_update = [&] {
        return database->read([](Transaction& tx) { return needs_index_update(tx, 500); });
    };
    const auto has_index = [&] { return database->read(get_search_state).has_index; };
    add_members(500);
    EXPECT_FALSE(needs_update());
    EXPECT_FALSE(step());
    EXPECT_EQ(count_rows("member_search_entries"), 0);

    add_members(1);
    EXPECT_TRUE(needs_update());
    EXPECT_TRUE(step());
    EXPECT_FALSE(has_index());
    // It continues where it was, after whatever has happened meanwhile.
    rename(members.begin()->first, "Changed First");
    rename(std::prev(members.end())->first, "Changed Last");
    remove(std::next(members.begin(), 5)->first);
    remove(std::prev(members.end(), 5)->first);
    add_members(1);
    EXPECT_TRUE(needs_update());
    while (step()) {
    }
    EXPECT_TRUE(has_index());
    EXPECT_FALSE(needs_update());
    add_members(3);
    rename(members.begin()->first, "Changed Twice");
    EXPECT_EQ(stored_entries(), wanted_entries());
    EXPECT_EQ(found("changed tw").size(), 1U);

    while (members.size() > 250) remove(members.begin()->first);
    EXPECT_FALSE(needs_update());
    remove(members.begin()->first);
    EXPECT_TRUE(needs_update());
    EXPECT_TRUE(step());
    EXPECT_FALSE(has_index());
    // Nothing of a removed member waits for the next step.
    const auto left = count_rows("member_search_entries");
    for (int count = 0; count < 200; ++count) remove(members.begin()->first);
    EXPECT_LT(count_rows("member_search_entries"), left);
    EXPECT_TRUE(needs_update());
    EXPECT_FALSE(step());
    EXPECT_FALSE(needs_update());
    EXPECT_EQ(count_rows("member_search_entries"), 0);
    EXPECT_EQ(found("changed last").size(), 1U);
}

}  // namespace
}  // namespace rollcall::members
