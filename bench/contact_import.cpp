// The least that an import of contacts can take: inserts the rows of a file with all their indexes through database/,
// already read, in one thread, as contacts/contact_store does. Prints rows per second.
// usage: rollcall_bench_contact_import <empty folder> <rows>
#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <charconv>
#include <chrono>
#include <cstdio>
#include <string>
#include <string_view>

#include "companies/company_store.hpp"
#include "contacts/contact_store.hpp"
#include "database/open_database.hpp"

using namespace rollcall;

namespace {

constexpr int rows_at_once = 200;

contacts::Contact make_contact(const CompanyId& company, int number, Time now) {
    return {.id = ContactId::make(now),
            .company_id = company,
            .name = fmt::format("Nour Haddad {}", number),
            .phone = fmt::format("+4930{}", 10'000'000 + number),
            .email = fmt::format("nour.{}@harbour.example", number),
            .job_title = "Buyer",
            .tags = {"import"},
            .created_at = now,
            .updated_at = now};
}

}  // namespace

int main(int count, char** arguments) {
    int rows = 0;
    if (count != 3) return 2;
    const std::string_view number = arguments[2];
    std::from_chars(number.data(), number.data() + number.size(), rows);
    spdlog::set_level(spdlog::level::off);
    const SystemClock clock;
    const auto database = database::open_sqlite(std::string(arguments[1]) + "/rollcall.db", clock);
    const auto now = clock.now();
    const companies::Company company{.id = CompanyId::make(now), .name = "North", .created_at = now};
    const bool is_stored =
        database->write([&](database::Transaction& tx) { return companies::insert_company_row(tx, company); });
    if (!is_stored) return 1;

    const auto begin = std::chrono::steady_clock::now();
    for (int first = 0; first < rows; first += rows_at_once) {
        database->write([&](database::Transaction& tx) {
            for (int row = first; row < first + rows_at_once; ++row) {
                contacts::insert_contact_row(tx, make_contact(company.id, row, now));
            }
        });
    }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    fmt::print("{:.0f}\n", rows / took.count());
}
