#include "database/embedding/embed.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <iterator>
#include <regex>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "database/embedding/dialects.hpp"

namespace rollcall::database {

namespace {

using Derive = std::function<std::string(std::string_view)>;

struct MigrationFile {
    int version;
    std::string title;
    std::string sql;
};

std::string read_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(file), {}};
    if (!file) throw std::runtime_error(path.string() + " cannot be read");
    return text;
}

MigrationFile read_migration(const std::filesystem::path& path, const Derive& derive) {
    static const std::regex pattern("0*([1-9][0-9]{0,5})_([a-z0-9_]+)\\.sql");
    std::smatch match;
    const auto name = path.filename().string();
    if (!std::regex_match(name, match, pattern)) {
        throw std::runtime_error(path.string() + " is not named NNNN_title.sql");
    }
    try {
        return {std::stoi(match[1]), match[2], derive(read_file(path))};
    } catch (const std::runtime_error& error) {
        throw std::runtime_error(fmt::format("{}: {}", path.string(), error.what()));
    }
}

void add_migrations(std::vector<MigrationFile>& migrations, const std::filesystem::path& folder, const Derive& derive) {
    if (!std::filesystem::is_directory(folder)) return;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() == ".sql") migrations.push_back(read_migration(entry.path(), derive));
    }
}

void require_each_number_once(const std::vector<MigrationFile>& migrations, std::string_view backend) {
    int expected = 1;
    for (const auto& migration : migrations) {
        if (migration.version < expected) {
            throw std::runtime_error(fmt::format("{} has two migrations {}", backend, migration.version));
        }
        if (migration.version > expected) {
            throw std::runtime_error(fmt::format("{} has no migration {}", backend, expected));
        }
        ++expected;
    }
}

std::string write_definition(const std::filesystem::path& folder, std::string_view backend, const Derive& derive) {
    std::vector<MigrationFile> migrations;
    add_migrations(migrations, folder / backend, [](std::string_view sql) { return std::string(sql); });
    add_migrations(migrations, folder, derive);
    std::ranges::sort(migrations, {}, &MigrationFile::version);
    require_each_number_once(migrations, backend);

    auto code = fmt::format("\nconstexpr std::array<Migration, {}> {}_files{{{{\n", migrations.size(), backend);
    for (const auto& [version, title, sql] : migrations) {
        code += fmt::format("    Migration{{{}, \"{}\", R\"sql({})sql\"}},\n", version, title, sql);
    }
    code += fmt::format("}}}};\n\nstd::span<const Migration> {0}_migrations() {{ return {0}_files; }}\n", backend);
    return code;
}

}  // namespace

std::string embed_migrations(const std::filesystem::path& folder) {
    std::string code = "#include <array>\n\n#include \"database/migrations.hpp\"\n\nnamespace rollcall::database {\n";
    code += write_definition(folder, "sqlite", derive_sqlite);
    code += write_definition(folder, "postgres", derive_postgres);
    return code + "\n}  // namespace rollcall::database\n";
}

}  // namespace rollcall::database
