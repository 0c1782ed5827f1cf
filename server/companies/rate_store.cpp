#include "companies/rate_store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "database/described_row.hpp"
#include "database/statement_builder.hpp"

namespace rollcall::companies {

namespace {

constexpr std::size_t companies_per_read = 50;
constexpr auto delete_statement = "DELETE FROM company_rates WHERE id = $1";

std::string select_rates() { return "SELECT " + database::columns_of<Rate>("r") + " FROM company_rates r"; }

/// Of a fixed number of companies: one statement text for all lists.
std::string select_rates_of_companies() {
    auto text = select_rates() + " WHERE r.company_id IN ($1";
    for (std::size_t index = 2; index <= companies_per_read; ++index) text += fmt::format(", ${}", index);
    return text + ")";
}

}  // namespace

std::vector<Rate> list_rates(database::Transaction& tx, const CompanyId& company) {
    static const auto statement = select_rates() + " WHERE r.company_id = $1 ORDER BY r.from_day DESC";
    return tx.all(statement, database::read_row<Rate>, company);
}

bool has_rates(database::Transaction& tx) {
    return tx.first("SELECT 1 FROM company_rates LIMIT 1", [](const database::Row& row) { return row.integer(0); })
        .has_value();
}

std::vector<Rate> list_rates_of_companies(database::Transaction& tx, std::span<const CompanyId> companies) {
    static const auto statement = select_rates_of_companies();
    std::vector<Rate> rates;
    for (std::size_t begin = 0; begin < companies.size(); begin += companies_per_read) {
        std::vector<database::Parameter> values;
        for (std::size_t index = begin; index < begin + companies_per_read; ++index) {
            values.emplace_back(companies[std::min(index, companies.size() - 1)]);
        }
        std::ranges::move(tx.all_of(statement, values, database::read_row<Rate>), std::back_inserter(rates));
    }
    return rates;
}

bool insert_rate_row(database::Transaction& tx, const Rate& rate) {
    const auto rows = database::StatementBuilder::insert_into("company_rates",
                                                              {{"id", rate.id},
                                                               {"company_id", rate.company_id},
                                                               {"from_day", rate.from_day.time_since_epoch().count()},
                                                               {"price", rate.price},
                                                               {"currency", rate.currency},
                                                               {"created_at", rate.created_at}})
                          .add(" ON CONFLICT (company_id, from_day) DO NOTHING")
                          .execute(tx);
    return rows == 1;
}

void delete_rate_row(database::Transaction& tx, const RateId& id) { tx.execute(delete_statement, id); }

}  // namespace rollcall::companies
