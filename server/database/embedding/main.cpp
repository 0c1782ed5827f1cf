#include <exception>
#include <fstream>
#include <iostream>

#include "database/embedding/embed.hpp"

/// usage: rollcall-embed-migrations FOLDER OUTPUT
/// Run by the build: writes the migrations of FOLDER into the C++ source OUTPUT.
int main(int count, char** arguments) {
    if (count != 3) {
        std::cerr << "usage: rollcall-embed-migrations FOLDER OUTPUT\n";
        return 2;
    }
    try {
        const auto code = rollcall::database::embed_migrations(arguments[1]);
        std::ofstream output(arguments[2], std::ios::binary);
        output << code << std::flush;
        if (output) return 0;
        std::cerr << arguments[2] << " cannot be written\n";
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
    }
    return 1;
}
