// What the list of contacts, its search, its filters and its counts cost among 1,000,000 contacts, against 10,000.
// Prints one JSON array of results as bench.mjs takes them. usage: rollcall_bench_contact_list <folder, empty or from
// before> [number of contacts], or, for copies of such a folder's databases on PostgreSQL, <address of many> <address
// of few>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "access/assignment_store.hpp"
#include "contacts/list/contact_count_store.hpp"
#include "contacts/list/contact_list_store.hpp"
#include "contacts/own_fields/own_field_values.hpp"
#include "core/text.hpp"
#include "database/database.hpp"
#include "database/open_database.hpp"

using namespace rollcall;
using contacts::Contact;
using contacts::ContactFilter;

namespace {

constexpr int small = 10'000;
constexpr int contacts_at_once = 1'000;
constexpr int rounds = 21;
constexpr int contacts_of_page = 50;

/// The first company has half of the contacts, the next ten a tenth each of the rest; the others are small.
constexpr int companies = 1'000;
int company_of(std::mt19937& random) {
    const auto pick = [&](int count) { return std::uniform_int_distribution<int>(0, count - 1)(random); };
    if (pick(2) == 0) return 0;
    return pick(2) == 0 ? 1 + pick(10) : 11 + pick(companies - 11);
}
CompanyId company_id(int number) { return CompanyId(fmt::format("company-{:04}", number)); }

const std::vector<std::vector<std::string>> scripts = {
    {"an", "ber", "chi", "dor", "él",  "fra", "gö",  "han", "iñ",  "jo",  "ka", "lu", "mar",
     "nø", "os",  "pé",  "qui", "ros", "sta", "tan", "ul",  "vor", "wen", "ya", "ze"},
    {"ан", "вер", "дми", "ев", "иг", "ка", "ле", "мар", "ни", "ольг", "пав", "ро", "сер", "та"},
    {"أح", "بد", "جم", "حس", "خل", "سم", "لي", "مح", "نو", "يو"},
    {"太", "郎", "花", "子", "田", "中", "佐", "藤", "山", "口", "美", "健"},
};

std::string name_from(std::mt19937& random) {
    const auto pick = [&](std::size_t count) {
        return std::uniform_int_distribution<std::size_t>(0, count - 1)(random);
    };
    const auto& syllables = scripts[pick(2) == 0 ? 0 : pick(scripts.size())];
    std::string name;
    for (int word = 0; word < 2; ++word) {
        if (word > 0) name += ' ';
        for (auto count = 2 + pick(2); count > 0; --count) name += syllables[pick(syllables.size())];
    }
    return name;
}

/// The values of an own field, and how many in a thousand contacts have each: "a" and "b" are common.
const std::vector<std::pair<std::string, int>> values = {{"a", 500}, {"b", 200}, {"c", 50},
                                                         {"d", 10},  {"e", 3},   {"f", 1}};

std::string value_from(std::mt19937& random) {
    auto place = std::uniform_int_distribution<int>(0, 999)(random);
    for (const auto& [value, count] : values) {
        if (place < count) return value;
        place -= count;
    }
    return "g";
}

const contacts::OwnField field{
    .id = ContactFieldId(std::string("field")), .key = "level", .label = "Level", .created_at = {}};

Contact contact_from(std::mt19937& random, int number, const Clock& clock) {
    Contact contact{.id = ContactId::make(clock.now()),
                    .company_id = company_id(company_of(random)),
                    .name = name_from(random),
                    .phone = fmt::format("+4930{}", 10'000'000 + number),
                    .email = fmt::format("person.{}@agency-{}.example", number, number % 40),
                    .created_at = clock.now()};
    contact.updated_at = contact.created_at;
    contact.own_fields[field.key] = {contacts::OwnFieldKind::text, value_from(random)};
    if (number % 50 == 0) contact.tags = {"vip"};
    if (number % 20 == 0) contact.do_not_call = true;
    return contact;
}

/// Returns the microseconds of processor time for a contact.
double fill(database::Database& database, int count, const Clock& clock) {
    std::mt19937 random(20);
    database.write([&](database::Transaction& tx) {
        for (int number = 0; number < companies; ++number) {
            tx.execute(
                "INSERT INTO companies (id, name, name_caseless, name_folded, created_at) VALUES ($1, $1, $1, $1, 0)",
                company_id(number));
        }
        if (!contacts::insert_own_field_row(tx, field)) throw std::runtime_error("There is such a field already.");
    });
    const auto begin = std::clock();
    for (int begun = 0; begun < count; begun += contacts_at_once) {
        database.write([&](database::Transaction& tx) {
            auto once_more = random;  // a write may run twice
            for (int number = begun; number < begun + contacts_at_once; ++number) {
                insert_contact_row(tx, contact_from(once_more, number, clock));
            }
        });
        random.discard(contacts_at_once * 16);
    }
    return 1e6 * static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC / count;
}

access::Caller administrator() {
    return {.role = access::Role::administrator, .permissions = access::Permissions::all()};
}

access::Caller member(database::Database& database, int first, int count) {
    const MemberId id(fmt::format("member-{}-{}", first, count));
    database.write([&](database::Transaction& tx) {
        tx.execute(R"(INSERT INTO members (id, email, email_folded, name, name_folded, role, permissions, password_hash,
                                           created_at)
                      VALUES ($1, $1, $1, $1, $1, 'member', 0, '', 0) ON CONFLICT DO NOTHING)",
                   id);
        for (int number = first; number < first + count; ++number) {
            access::insert_assignment_row(tx, id, company_id(number));
        }
    });
    return {.member = id, .permissions = access::Permissions::all()};
}

/// Of processor time, since a busy machine interrupts what takes longer than a few milliseconds; on PostgreSQL, which
/// works in other processes, of the clock.
template <class Run>
double milliseconds_of(Run run, bool is_postgres) {
    if (is_postgres) {
        const auto begin = std::chrono::steady_clock::now();
        run();
        return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
    }
    const auto begin = std::clock();
    run();
    return 1e3 * static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
}

double median(std::vector<double> times) {
    std::ranges::nth_element(times, times.begin() + std::ssize(times) / 2);
    return times[times.size() / 2];
}

struct Comparison {
    std::string what;
    double measured;
    double reference;
    /// Whether the smaller account has a full page too: otherwise more contacts are read of the larger one.
    bool is_alike;
    double ratio() const { return reference / measured; }
};

struct Accounts {
    database::Database& many;
    database::Database& few;
    bool is_postgres;
};

/// Both in turn, so that whatever else the machine does meets both.
template <class Run>
Comparison compare(std::string what, const Accounts& accounts, Run run) {
    std::vector<double> measured;
    std::vector<double> against;
    for (int round = 0; round < rounds; ++round) {
        measured.push_back(milliseconds_of([&] { accounts.many.read(run); }, accounts.is_postgres));
        against.push_back(milliseconds_of([&] { accounts.few.read(run); }, accounts.is_postgres));
    }
    const bool is_alike = accounts.few.read(run) >= contacts_of_page;
    Comparison comparison{std::move(what), median(measured), median(against), is_alike};
    fmt::print(stderr, "{:44} {:8.3f} ms, of {} {:8.3f} ms, ratio {:.2f}\n", comparison.what, comparison.measured,
               small, comparison.reference, comparison.ratio());
    return comparison;
}

auto read_list(const access::Caller& caller, ContactFilter filter) {
    return [&caller, filter](database::Transaction& tx) {
        const bool has_search = filter.search.has_value();
        const database::PageRequest request{.sort =
                                                has_search ? contacts::best_contact_match : contacts::contact_sorts[0]};
        return static_cast<std::int64_t>(contacts::list_contacts(tx, caller, filter, request, Time{}).items.size());
    };
}

auto count_about(const access::Caller& caller, ContactFilter filter) {
    return [&caller, filter](database::Transaction& tx) {
        return contacts::count_contacts(tx, caller, filter, contacts::Counting::about, Time{}).contacts;
    };
}

std::string result(std::string_view what, const Comparison& slowest, double target) {
    return fmt::format(
        R"({{"what":"{}, {}","measured":"{:.2f} ms","reference":"of 10,000: {:.2f} ms","ratio":{},"target":{}}})", what,
        slowest.what, slowest.measured, slowest.reference, slowest.ratio(), target);
}

const Comparison& lowest(const std::vector<Comparison>& all) {
    return *std::ranges::min_element(all, {}, &Comparison::ratio);
}

/// Of those that read as many contacts of both.
Comparison lowest_alike(const std::vector<Comparison>& all) {
    std::vector<Comparison> alike;
    std::ranges::copy_if(all, std::back_inserter(alike), &Comparison::is_alike);
    return lowest(alike);
}

}  // namespace

int main(int argument_count, char** arguments) {
    if (argument_count < 2) {
        fmt::print(stderr,
                   "usage: rollcall_bench_contact_list <folder, empty or from before> [number of contacts]\n"
                   "       rollcall_bench_contact_list <address of many> <address of few>\n");
        return 1;
    }
    spdlog::set_level(spdlog::level::warn);  // what is not worth a warning would stand among the results
    const std::string place = arguments[1];
    const bool is_postgres = place.starts_with("postgres");
    const int large = argument_count > 2 && !is_postgres ? std::stoi(arguments[2]) : 1'000'000;
    const SystemClock clock;
    const auto few =
        is_postgres ? database::open_postgres(arguments[2], clock) : database::open_sqlite(place + "/few.db", clock);
    const auto many =
        is_postgres ? database::open_postgres(place, clock) : database::open_sqlite(place + "/many.db", clock);
    const bool is_filled =
        many->read([](database::Transaction& tx) { return contacts::find_own_field(tx, field.id).has_value(); });
    if (!is_filled) {
        fill(*few, small, clock);
        const auto microseconds = fill(*many, large, clock);
        fmt::print(stderr, "{} contacts, each stored in {:.0f} us of processor time\n", large, microseconds);
    }
    const Accounts accounts{*many, *few, is_postgres};

    struct NamedCaller {
        std::string name;
        access::Caller caller;
    };
    std::vector<NamedCaller> callers{{"administrator", administrator()}};
    for (const auto& [name, first, count] :
         {std::tuple("one large company", 0, 1), {"one small company", 20, 1}, {"100 companies", 100, 100}}) {
        member(*few, first, count);
        callers.push_back({name, member(*many, first, count)});
    }

    std::vector<Comparison> pages;
    std::vector<Comparison> searches;
    std::vector<Comparison> filters;
    std::vector<Comparison> counts;
    for (const auto& [name, caller] : callers) {
        pages.push_back(compare(name, accounts, read_list(caller, {})));
        for (const std::string text :
             {"a", "q", "太", "mar", "tan mar", "花子田", "мар", "starosul", "zzz", "person.4321@", "agency-7",
              "+49301000", "030 1000 4321", "4321", "nobody at all"}) {
            searches.push_back(compare(name + ": " + text, accounts, read_list(caller, {.search = text})));
        }
        for (const auto& [value, part] : values) {
            ContactFilter filter;
            filter.own_fields.push_back({.field = field.id, .equal = value});
            filters.push_back(compare(fmt::format("{}: {} in 1,000", name, part), accounts, read_list(caller, filter)));
            counts.push_back(
                compare(fmt::format("{}: count of {} in 1,000", name, part), accounts, count_about(caller, filter)));
        }
        counts.push_back(compare(name + ": count of all", accounts, count_about(caller, {})));
        counts.push_back(compare(name + ": count of mar", accounts, count_about(caller, {.search = "mar"})));
        filters.push_back(compare(name + ": a tag", accounts, read_list(caller, {.tag = "vip"})));
    }
    const auto& slowest = *std::ranges::max_element(counts, {}, &Comparison::measured);
    const std::vector<std::string> results = {
        result(fmt::format("first page of 50 of {} contacts, lowest ratio", large), lowest_alike(pages), 0.5),
        result("search that finds a page of 50 in both, lowest ratio", lowest_alike(searches), 0.5),
        result("search, lowest ratio", lowest(searches), 0.5),
        result("filter by an own field or tag, lowest ratio", lowest_alike(filters), 0.2),
        fmt::format(R"({{"what":"count of a saved filter, slowest: {}","measured":{},"unit":"ms","limit":100}})",
                    slowest.what, slowest.measured),
    };
    fmt::print("[{}]\n", fmt::join(results, ",\n"));
}
