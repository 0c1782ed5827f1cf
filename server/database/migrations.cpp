#include "database/migrations.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "core/lasting_error.hpp"

namespace rollcall::database {

std::span<const Migration> missing_migrations(std::span<const Migration> known,
                                              const std::vector<AppliedMigration>& applied) {
    for (std::size_t index = 0; index < known.size(); ++index) {
        if (known[index].version != static_cast<int>(index) + 1) {
            throw std::logic_error(fmt::format("there is no migration {}", index + 1));
        }
    }
    if (applied.size() > known.size()) {
        throw LastingError(fmt::format("it was written by a newer Rollcall (its schema is {}, this one knows {})",
                                       applied.back().version, known.size()));
    }
    for (std::size_t index = 0; index < applied.size(); ++index) {
        const auto& [version, title] = applied[index];
        if (version == known[index].version && title == known[index].title) continue;
        throw LastingError(fmt::format("its schema is not Rollcall's: found {} ({}) in place of {} ({})", version,
                                       title, known[index].version, known[index].title));
    }
    return known.subspan(applied.size());
}

}  // namespace rollcall::database
