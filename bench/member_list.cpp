// What the list of members and its search cost in a large account, against a small one and against LIKE. Prints one
// JSON array of results as bench.mjs takes them.
// usage: rollcall_bench_member_list <empty folder>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <random>
#include <string>
#include <vector>

#include "core/text.hpp"
#include "database/database.hpp"
#include "database/open_database.hpp"
#include "members/list/member_list_store.hpp"
#include "members/list/search_store.hpp"

using namespace rollcall;

namespace {

constexpr int large = 100'000;
constexpr int small = 1'000;
constexpr int members_at_once = 1'000;
constexpr int rounds = 15;

const std::vector<std::vector<std::string>> scripts = {
    {"an", "ber", "chi", "dor", "él",  "fra", "gö",  "han", "iñ",  "jo",  "ka", "lu", "mar",
     "nø", "os",  "pé",  "qui", "ros", "sta", "tan", "ul",  "vor", "wen", "ya", "ze"},
    {"ан", "вер", "дми", "ев", "иг", "ка", "ле", "мар", "ни", "ольг", "пав", "ро", "сер", "та"},
    {"αν", "γι", "δη", "ελ", "κα", "λε", "μα", "νι", "πα", "σο"},
    {"أح", "بد", "جم", "حس", "خل", "سم", "لي", "مح", "نو", "يو"},
    {"अन", "आर", "कम", "गी", "दे", "नि", "प्र", "मी", "रा", "सु"},
    {"太", "郎", "花", "子", "田", "中", "佐", "藤", "山", "口", "美", "健"},
    {"김", "민", "서", "준", "지", "현", "우", "영", "수", "박"},
};

std::string name_from(std::mt19937& random) {
    const auto pick = [&](std::size_t count) {
        return std::uniform_int_distribution<std::size_t>(0, count - 1)(random);
    };
    // Every second person writes Latin letters.
    const auto& syllables = scripts[pick(2) == 0 ? 0 : pick(scripts.size())];
    std::string name;
    for (int word = 0; word < 2; ++word) {
        if (word > 0) name += ' ';
        for (auto count = 2 + pick(2); count > 0; --count) name += syllables[pick(syllables.size())];
    }
    return name;
}

void fill(database::Database& database, int count, const Clock& clock) {
    std::mt19937 random(20);
    for (int begun = 0; begun < count; begun += members_at_once) {
        database.write([&](database::Transaction& tx) {
            auto once_more = random;  // a write may run twice
            for (int number = begun; number < begun + members_at_once; ++number) {
                access::MemberRow member;
                member.id = MemberId::make(clock.now());
                member.name = name_from(once_more);
                member.email = fmt::format("person.{}@agency-{}.example", number, number % 40);
                member.created_at = clock.now();
                if (!members::insert_searchable_member(tx, member, std::string(97, 'x')))
                    throw std::runtime_error("There is a member with this email already.");
            }
        });
        random.discard(members_at_once * 8);
    }
    // As the server's worker does for an account of this size.
    while (database.write([](database::Transaction& tx) { return members::update_search_index(tx); })) {
    }
}

template <class Run>
double milliseconds_of(Run run) {
    const auto begin = std::chrono::steady_clock::now();
    run();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
}

double median(std::vector<double> values) {
    std::ranges::nth_element(values, values.begin() + std::ssize(values) / 2);
    return values[values.size() / 2];
}

struct Comparison {
    double measured;
    double reference;
    double ratio() const { return reference / measured; }
};

/// Both in turn, so that whatever else the machine does meets both.
template <class Run, class Reference>
Comparison compare(Run run, Reference reference) {
    std::vector<double> measured;
    std::vector<double> against;
    for (int round = 0; round < rounds; ++round) {
        measured.push_back(milliseconds_of(run));
        against.push_back(milliseconds_of(reference));
    }
    return {median(measured), median(against)};
}

std::string result(std::string_view what, const Comparison& comparison, std::string_view reference, double target) {
    return fmt::format(R"({{"what":"{}","measured":"{:.2f} ms","reference":"{}: {:.2f} ms","ratio":{},"target":{}}})",
                       what, comparison.measured, reference, comparison.reference, comparison.ratio(), target);
}

database::PageRequest first_page(int limit = 50) { return {.limit = limit, .sort = members::member_sorts[0]}; }

database::PageRequest page_after(database::Database& database, int count) {
    auto request = first_page();
    const auto before =
        database.read([&](database::Transaction& tx) { return members::list_members(tx, {}, first_page(count)); });
    request.cursor =
        database::decode_cursor(before.next_cursor.value(), request.sort, request.direction, request.cursor_key);
    return request;
}

auto read_page(database::Database& database, const database::PageRequest& request) {
    return [&] {
        database.read([&](database::Transaction& tx) { return members::list_members(tx, {}, request).items.size(); });
    };
}

auto search(database::Database& database, const std::string& text) {
    return [&] {
        database.read([&](database::Transaction& tx) {
            return members::list_members(tx, {.search = text}, {.sort = members::best_match}).items.size();
        });
    };
}

auto search_by_like(database::Database& database, const std::string& text) {
    return [&database, folded = fold(text)] {
        constexpr auto statement = R"(
            SELECT id FROM members WHERE name_folded LIKE $1
            ORDER BY CASE WHEN name_folded LIKE $2 THEN 0 WHEN name_folded LIKE $3 THEN 1 ELSE 2 END, name_folded, id
            LIMIT 50)";
        database.read([&](database::Transaction& tx) {
            const auto inside = '%' + folded + '%';
            const auto begins = folded + '%';
            const auto begins_word = "% " + begins;
            return tx
                .all(
                    statement, [](const database::Row& row) { return row.text(0); }, inside, begins, begins_word)
                .size();
        });
    };
}

/// The texts of one length: the one in the middle of their gains.
std::string median_search(database::Database& database, std::string_view length, const std::vector<std::string>& texts,
                          double target) {
    std::vector<Comparison> comparisons;
    for (const auto& text : texts) {
        comparisons.push_back(compare(search(database, text), search_by_like(database, text)));
        fmt::print(stderr, "{:>14}  {:8.3f} ms, LIKE {:8.3f} ms\n", text, comparisons.back().measured,
                   comparisons.back().reference);
    }
    std::ranges::sort(comparisons, {}, &Comparison::ratio);
    return result(fmt::format("search for {}, median of {} texts", length, texts.size()),
                  comparisons[comparisons.size() / 2], "LIKE", target);
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 2) {
        fmt::print(stderr, "usage: rollcall_bench_member_list <empty folder>\n");
        return 1;
    }
    spdlog::set_level(spdlog::level::warn);  // what is not worth a warning would stand among the results
    const std::string folder = arguments[1];
    const SystemClock clock;
    const auto few = database::open_sqlite(folder + "/small.db", clock);
    const auto many = database::open_sqlite(folder + "/large.db", clock);
    fill(*few, small, clock);
    fill(*many, large, clock);

    std::vector<std::string> results;
    const auto first = first_page();
    results.push_back(result("first page of 50 of 100,000 members",
                             compare(read_page(*many, first), read_page(*few, first)), "of 1,000", 0.5));
    const auto deep = page_after(*many, 90'000);
    const auto less_deep = page_after(*few, 900);
    results.push_back(result("page of 50 after 90,000", compare(read_page(*many, deep), read_page(*few, less_deep)),
                             "after 900 of 1,000", 0.5));
    results.push_back(
        median_search(*many, "1-2 characters",
                      {"a", "e", "x", "7", "#", "ж", "太", "м", "김", "an", "ma", "xq", "qq", "太郎", "ма", "zz"}, 2));
    results.push_back(
        median_search(*many, "3 characters",
                      {"mar", "tan", "han", "qui", "xyz", "мар", "anb", "花子田", "age", "123", "प्र", "zzz"}, 3));
    results.push_back(median_search(*many, "more",
                                    {"marta", "starosul", "quiros", "кавер", "person", "agency-7", "nobody at all",
                                     "стая", "tan mar", "ja-nobody", "hanfra", "gofra", "99999", "example"},
                                    5));
    fmt::print("[{}]\n", fmt::join(results, ",\n"));
}
