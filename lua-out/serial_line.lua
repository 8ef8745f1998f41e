local ____exports = {}
local ____guard = require("guard")
local guarded = ____guard.guarded
local CONSOLE = 0
local EVERY_BYTE = 0
local KEPT_FROM_INTERPRETER = 0
local LINE_BYTES = 256
local RUBOUT = "\b \b"
local DELETE = string.char(127)
local PIECE_BYTES = 200
local NOTHING = " \n"
function ____exports.createEditor()
    return {typed = {}, count = 0, lastEnd = ""}
end
function ____exports.send(bytes)
    uart.write(CONSOLE, bytes)
end
local function endLine(editor)
    ____exports.send("\n")
    local line = editor.count == 0 and NOTHING or table.concat(editor.typed, "", 1, editor.count) .. "\n"
    editor.count = 0
    node.input(string.sub(line, 1, PIECE_BYTES))
    if #line > PIECE_BYTES then
        node.input(string.sub(line, PIECE_BYTES + 1))
    end
end
local function typeOne(editor, sign)
    local ____editor_0 = editor
    local lastEnd = ____editor_0.lastEnd
    if sign == "\n" and lastEnd == "\r" or sign == "\r" and lastEnd == "\n" then
        return
    end
    if sign == "\b" or sign == DELETE then
        if editor.count == 0 then
            return
        end
        ____exports.send(RUBOUT)
        editor.count = editor.count - 1
    elseif sign == "\n" or sign == "\r" then
        editor.lastEnd = sign
        endLine(editor)
    else
        editor.lastEnd = ""
        ____exports.send(sign)
        if editor.count + 1 >= LINE_BYTES then
            editor.count = 0
        end
        editor.typed[editor.count + 1] = sign
        editor.count = editor.count + 1
    end
end
function ____exports.typeIn(editor, bytes)
    for at = 1, #bytes do
        typeOne(
            editor,
            string.sub(bytes, at, at)
        )
    end
end
function ____exports.open(onByte)
    uart.start(CONSOLE)
    uart.on(
        CONSOLE,
        "data",
        EVERY_BYTE,
        guarded("serial", onByte),
        KEPT_FROM_INTERPRETER
    )
end
function ____exports.close()
    uart.on(CONSOLE, "data")
    uart.stop(CONSOLE)
end
return ____exports
