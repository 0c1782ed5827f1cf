#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <random>
#include <tuple>

#include "access/assignment_store.hpp"
#include "companies/company_store.hpp"
#include "core/temporary_folder.hpp"
#include "core/text.hpp"
#include "database/folding_store.hpp"
#include "database/open_database.hpp"
#include "database/testing.hpp"
#include "members/list/member_list_store.hpp"
#include "members/list/search_memory.hpp"
#include "members/list/search_store.hpp"
#include "members/list/search_testing.hpp"

namespace rollcall::members {
namespace {

struct Person {
    std::string id;
    std::string name;
    std::string email;
};

// Without any index.
bool begins_word(const std::string& text, const std::string& word) {
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
        if (at == 0 || !std::isalnum(static_cast<unsigned char>(text[at - 1]))) return true;
    }
    return false;
}

int part_of(const Person& person, const std::vector<std::string>& words) {
    std::string beginning;
    int part = 1;
    for (const auto& word : words) {
        const auto name = fold(person.name);
        if (name.find(word) == std::string::npos && person.email.find(word) == std::string::npos) return -1;
        if (!begins_word(name, word) && !begins_word(person.email, word)) part = 2;
        beginning += (beginning.empty() ? "" : " ") + word;
    }
    return fold(person.name).starts_with(beginning) ? 0 : part;
}

/// How a search can find the members: all ways give the same result.
enum class SearchWay { in_memory, with_index, by_reading_all };

class MemberList : public ::testing::TestWithParam<SearchWay> {
protected:
    // Names of few syllables: some are in nearly every name, some in a few.
    void add_people(int first, int end) {
        const std::vector<std::string> syllables{"an", "na", "tor", "Él", "mi", "ri", "o'b", "sol", "ka", "xe"};
        const auto syllable = [&] {
            auto rare = std::geometric_distribution(0.35)(random);
            return syllables[static_cast<std::size_t>(std::min(rare, 9))];
        };
        database->write([&](database::Transaction& tx) {
            for (int number = first; number < end; ++number) {
                Person person{fmt::format("id-{:05}", number), syllable() + syllable() + ' ' + syllable() + syllable(),
                              fmt::format("m.{}@sea.example", number)};
                add(tx, person);
                people.push_back(person);
            }
        });
    }

    // Half of the members are there when the index is made, the others are added to it.
    void fill(int count) {
        add_people(0, count / 2);
        if (GetParam() == SearchWay::with_index) make_search_index(*database);
        add_people(count / 2, count);
    }

    void add(database::Transaction& tx, const Person& person) {
        access::MemberRow member;
        member.id = MemberId(person.id);
        member.name = person.name;
        member.email = person.email;
        member.created_at = clock.now();
        EXPECT_TRUE(insert_searchable_member(tx, member, "hash"));
    }

    std::vector<std::string> expected(const std::vector<std::string>& words) const {
        std::vector<std::tuple<int, std::string, std::string>> found;
        for (const auto& person : people) {
            const int part = part_of(person, words);
            if (part >= 0) found.emplace_back(part, fold(person.name), person.id);
        }
        std::ranges::sort(found);
        std::vector<std::string> ids;
        for (const auto& [part, name, id] : found) ids.push_back(id);
        return ids;
    }

    database::Page<MemberSummary> page(const MemberFilter& filter, database::PageRequest request,
                                       const std::optional<std::string>& cursor = {}) {
        if (cursor) request.cursor = database::decode_cursor(*cursor, request.sort, request.direction, {}).value();
        auto* memory = GetParam() == SearchWay::in_memory ? &search_memory : nullptr;
        return database->read([&](database::Transaction& tx) { return list_members(tx, filter, request, memory); });
    }

    static std::vector<std::string> ids_of(const database::Page<MemberSummary>& page) {
        std::vector<std::string> ids;
        for (const auto& member : page.items) ids.push_back(member.id.text());
        return ids;
    }

    // Read to the end and back again: both must be the same.
    std::vector<std::string> all(const MemberFilter& filter, const database::PageRequest& request) {
        std::vector<database::Page<MemberSummary>> pages{page(filter, request)};
        auto ids = ids_of(pages.front());
        while (pages.back().next_cursor) {
            pages.push_back(page(filter, request, pages.back().next_cursor));
            for (auto& id : ids_of(pages.back())) ids.push_back(std::move(id));
        }
        auto back = pages.back();
        for (auto at = pages.size() - 1; at > 0; --at) {
            back = page(filter, request, back.previous_cursor);
            EXPECT_EQ(ids_of(back), ids_of(pages[at - 1]));
        }
        EXPECT_FALSE(back.previous_cursor);
        return ids;
    }

    TemporaryFolder folder;
    database::testing::FixedClock clock;
    std::unique_ptr<database::Database> database = database::open_sqlite(folder.file("rollcall.db"), clock);
    SearchMemory search_memory;
    std::mt19937 random{11};
    std::vector<Person> people;
};

std::string way_name(const ::testing::TestParamInfo<SearchWay>& way) {
    if (way.param == SearchWay::in_memory) return "in_memory";
    return way.param == SearchWay::with_index ? "with_index" : "by_reading_all";
}

INSTANTIATE_TEST_SUITE_P(, MemberList,
                         ::testing::Values(SearchWay::in_memory, SearchWay::with_index, SearchWay::by_reading_all),
                         way_name);

TEST_P(MemberList, finds_the_best_match_first_whether_few_or_many_match) {
    fill(2'500);
    for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{
             {"a"}, {"an"},  {"ana"},   {"tor"},    {"xe"},        {"xexe"},    {"el"}, {"'"},    {"o'b"},
             {"m"}, {"sea"}, {"ample"}, {"nobody"}, {"an", "tor"}, {"xe", "a"}, {"12"}, {"m.12"}, {"ri", "mi", "sea"},
             {"%"}, {"_"}}) {
        const auto text = fmt::format("{}", fmt::join(words, " "));
        const auto wanted = expected(words);
        const auto found = all({.search = text}, {.limit = 130, .sort = best_match});
        EXPECT_EQ(found, wanted) << text << ": " << found.size() << " for " << wanted.size();
        EXPECT_EQ(page({.search = text}, {.sort = best_match, .total = true}).total, std::ssize(wanted)) << text;
    }
}

TEST_P(MemberList, sorts_what_a_search_finds_by_any_column) {
    fill(2'500);
    for (const std::string word : {"an", "xe"}) {
        auto wanted = expected({word});
        std::ranges::sort(wanted, std::greater());
        EXPECT_EQ(all({.search = word},
                      {.limit = 200, .sort = member_sorts[2], .direction = database::Direction::descending}),
                  wanted);
    }
}

TEST_P(MemberList, finds_by_the_new_name_and_not_by_the_old_one) {
    fill(3);
    database->write([&](database::Transaction& tx) {
        auto member = find_member(tx, MemberId(people[1].id)).value();
        member.name = "Zöe Quist";
        update_searchable_member(tx, member);
        delete_searchable_member(tx, MemberId(people[2].id));
    });
    const auto found = [&](const std::string& text) { return ids_of(page({.search = text}, {.sort = best_match})); };
    EXPECT_EQ(found("zoe quist"), std::vector{people[1].id});
    EXPECT_TRUE(found(people[1].name + " m.1@").empty());
    EXPECT_TRUE(found("m.2@").empty());
}

TEST_P(MemberList, counts_inactivity_from_the_last_activity_or_else_from_creation) {
    fill(2);
    const auto days_later = [&](int days) { return clock.now() + std::chrono::days(days); };
    database->write([&](database::Transaction& tx) {
        tx.execute("UPDATE members SET last_active_at = $1 WHERE id = $2", days_later(10), people[1].id);
    });
    const auto inactive_since = [&](Time time) {
        return ids_of(page({.inactive_since = time}, {.sort = member_sorts[0]}));
    };
    EXPECT_TRUE(inactive_since(clock.now()).empty());
    EXPECT_EQ(inactive_since(days_later(10)), std::vector{people[0].id});
    EXPECT_EQ(inactive_since(days_later(11)).size(), 2U);
}

TEST_P(MemberList, filters_in_the_same_way_whether_few_or_many_match) {
    fill(2'500);
    database->write([&](database::Transaction& tx) {
        tx.execute(
            "INSERT INTO companies (id, name, name_caseless, name_folded, created_at) VALUES ($1, $1, $1, $1, 1)",
            "north");
        tx.execute(
            "INSERT INTO agents (id, company_id, name, name_caseless, name_folded, created_at, updated_at) "
            "VALUES ($1, 'north', $1, $1, $1, 1, 1)",
            "sales");
        // Every second member sees the company, every fiftieth the agent one more time.
        for (std::size_t number = 0; number < people.size(); ++number) {
            const MemberId member(people[number].id);
            if (number % 2 == 0) {
                EXPECT_TRUE(access::insert_assignment_row(tx, member, CompanyId(std::string("north"))));
            }
            if (number % 50 == 0) {
                EXPECT_TRUE(access::insert_assignment_row(tx, member, AgentId(std::string("sales"))));
            }
            if (number % 100 == 0) access::update_member_suspension(tx, member, clock.now());
        }
    });
    const database::PageRequest by_name{.limit = 200, .sort = member_sorts[0]};
    const CompanyId north(std::string("north"));
    EXPECT_EQ(all({.company = north}, by_name).size(), 1250U);
    EXPECT_EQ(all({.agent = AgentId(std::string("sales"))}, by_name).size(), 1250U);
    EXPECT_EQ(all({.status = MemberStatus::suspended, .company = north}, by_name).size(), 25U);
    EXPECT_EQ(all({.search = "sea", .status = MemberStatus::suspended}, {.limit = 10, .sort = best_match}).size(), 25U);
    EXPECT_EQ(all({.search = "sea", .status = MemberStatus::active}, {.limit = 200, .sort = best_match}).size(), 2475U);
    EXPECT_TRUE(all({.search = "sea", .role = access::Role::administrator}, {.sort = best_match}).empty());
}

TEST_P(MemberList, says_in_short_what_is_assigned_and_reads_nothing_else_for_it) {
    fill(3);
    const MemberId first(people[0].id);
    const MemberId second(people[1].id);
    database->write([&](database::Transaction& tx) {
        for (const std::string name : {"delta", "alpha", "gamma"}) {
            tx.execute(
                "INSERT INTO companies (id, name, name_caseless, name_folded, created_at) VALUES ($1, $2, $2, $2, 1)",
                "c " + name, name);
            tx.execute(
                "INSERT INTO agents (id, company_id, name, name_caseless, name_folded, created_at, updated_at) "
                "VALUES ($1, $2, $1, $1, $1, 1, 1)",
                "a " + name, "c " + name);
            EXPECT_TRUE(access::insert_assignment_row(tx, first, CompanyId("c " + name)));
            EXPECT_TRUE(access::insert_assignment_row(tx, second, AgentId("a " + name)));
        }
        EXPECT_TRUE(access::insert_assignment_row(tx, second, CompanyId(std::string("c gamma"))));
        const auto summary = access::update_assignment_summary(tx, first);
        EXPECT_EQ(summary.first_company, "alpha");
        access::update_assignment_summary(tx, second);
    });
    const auto described = [&] {
        return database->read([&](database::Transaction& tx) {
            CountingTransaction counting(tx);
            std::vector<std::string> lines;
            for (const auto& member : list_members(counting, {}, {.limit = 2, .sort = member_sorts[2]}).items) {
                const auto& [agents, companies, one, other] = member.assignments;
                lines.push_back(fmt::format("{} {} {} {}", agents, companies, one.value_or("-"), other.value_or("-")));
            }
            EXPECT_EQ(counting.statements, 1);
            return lines;
        });
    };
    using Lines = std::vector<std::string>;
    EXPECT_EQ(described(), (Lines{"0 3 alpha delta", "3 1 gamma -"}));
    database->write([&](database::Transaction& tx) {
        access::update_assignment_summaries_without(tx, CompanyId(std::string("c alpha")));
        access::update_assignment_summaries_without(tx, AgentId(std::string("a delta")));
    });
    EXPECT_EQ(described(), (Lines{"0 2 delta gamma", "2 1 gamma -"}));
    database->write([&](database::Transaction& tx) {
        tx.execute("UPDATE companies SET name = 'Beta', name_folded = 'beta' WHERE id = 'c gamma'");
        access::update_assignment_summaries(tx, CompanyId(std::string("c gamma")));
    });
    EXPECT_EQ(described(), (Lines{"0 3 alpha Beta", "3 1 Beta -"}));

    const companies::Company beta{.id = CompanyId(std::string("c gamma")), .name = "Beta"};
    const auto count_statements = [&](const companies::Company& after) {
        return database->write([&](database::Transaction& tx) {
            CountingTransaction counting(tx);
            EXPECT_TRUE(companies::update_company_row(counting, beta, after));
            return counting.statements;
        });
    };
    auto after = beta;
    after.country = "DK";
    EXPECT_EQ(count_statements(after), 1) << "no summary has the country";
    after.name = "Zeta";
    EXPECT_GT(count_statements(after), 1);
    EXPECT_EQ(described(), (Lines{"0 3 alpha delta", "3 1 Zeta -"}));
}

TEST_P(MemberList, finds_members_from_before_the_search_after_the_start) {
    fill(450);
    database->write([](database::Transaction& tx) {
        tx.execute("DELETE FROM member_search");
        tx.execute("DELETE FROM member_search_entries");
        tx.execute("UPDATE foldings SET version = 1, position = '' WHERE target = 'member_search'");
    });
    EXPECT_TRUE(page({.search = "m.449"}, {.sort = best_match}).items.empty());
    database::refold_rows(*database, {"member_search", refold_search_rows});
    EXPECT_EQ(page({.search = "sea"}, {.limit = 1, .sort = best_match, .total = true}).total, 450);
    EXPECT_EQ(ids_of(page({.search = "m.449@"}, {.sort = best_match})), std::vector{people[449].id});
}

}  // namespace
}  // namespace rollcall::members
