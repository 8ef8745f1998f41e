/**
 * NodeMCU module `u8g2`: displays of one colour, by I2C or SPI. CONFIG_NODEMCU_CMODULE_U8G2, off by
 * default: `if (u8g2 !== undefined)` first. Source: components/modules/u8g2.c (dev-esp32).
 *
 * Display drivers and fonts are chosen in the build: feature-test them too. Coordinates are pixels from
 * the upper left corner.
 */

declare namespace u8g2 {
  /** A font of the firmware. */
  type Font = LuaUserdata & { readonly __u8g2Font: unique symbol };
  type Rotation = LuaUserdata & { readonly __u8g2Rotation: unique symbol };
  /**
   * Gets each picture row by row, for a display that is not there: the number of lit runs, then the x
   * and the length of each. undefined starts a new picture.
   */
  type OnPixels = (this: void, row: string | undefined) => void;

  /** bus: as for i2c.setup(); address: 0 to 127, 7 bits. Raises "invalid i2c address", "wrong args". */
  type MakeI2c = {
    (this: void, bus: i2c.Bus, address: number, onPixels?: OnPixels): Display;
    (this: void, onPixels: OnPixels): Display;
  };
  /** Pins for chip select, data or command, reset (undefined: none). Raises "wrong args". */
  type MakeSpi = {
    (
      this: void,
      bus: spi.Master,
      cs: number,
      dc: number,
      reset?: number,
      onPixels?: OnPixels,
    ): Display;
    (this: void, onPixels: OnPixels): Display;
  };

  /** opt: a sum of DRAW_*, default DRAW_ALL. */
  interface Display {
    clearBuffer(): void;
    /** Brings what was drawn to the display. */
    sendBuffer(): void;
    updateDisplay(): void;
    /** In tiles of 8 by 8 pixels. */
    updateDisplayArea(x: number, y: number, width: number, height: number): void;

    drawPixel(x: number, y: number): void;
    drawHLine(x: number, y: number, width: number): void;
    drawVLine(x: number, y: number, height: number): void;
    drawLine(x0: number, y0: number, x1: number, y1: number): void;
    drawFrame(x: number, y: number, width: number, height: number): void;
    drawBox(x: number, y: number, width: number, height: number): void;
    drawRFrame(x: number, y: number, width: number, height: number, radius: number): void;
    drawRBox(x: number, y: number, width: number, height: number, radius: number): void;
    drawCircle(x: number, y: number, radius: number, opt?: number): void;
    drawDisc(x: number, y: number, radius: number, opt?: number): void;
    drawEllipse(x: number, y: number, radiusX: number, radiusY: number, opt?: number): void;
    drawFilledEllipse(x: number, y: number, radiusX: number, radiusY: number, opt?: number): void;
    drawTriangle(x0: number, y0: number, x1: number, y1: number, x2: number, y2: number): void;
    /** bitmap: rows of bytes, the lowest bit left. Its length is not checked. */
    drawXBM(x: number, y: number, width: number, height: number, bitmap: string): void;
    /** code: of Unicode, up to 65535. */
    drawGlyph(x: number, y: number, code: number): void;
    drawStr(x: number, y: number, text: string): void;
    drawUTF8(x: number, y: number, text: string): void;

    getAscent(): number;
    /** Below 0. */
    getDescent(): number;
    getStrWidth(text: string): number;
    getUTF8Width(text: string): number;

    /** 0 draws a bitmap's background, 1 lets it be. */
    setBitmapMode(isTransparent: 0 | 1): void;
    /** 0 to 255. */
    setContrast(value: number): void;
    /** R0 to R3, MIRROR. */
    setDisplayRotation(rotation: Rotation): void;
    /** 0 clears, 1 sets, 2 inverts. */
    setDrawColor(colour: 0 | 1 | 2): void;
    setFlipMode(isOn: 0 | 1): void;
    /** A font of the firmware, or one's bytes. Raises "invalid font". */
    setFont(font: Font | string): void;
    /** Quarter turns. */
    setFontDirection(direction: 0 | 1 | 2 | 3): void;
    setFontMode(isTransparent: 0 | 1): void;
    setFontPosBaseline(): void;
    setFontPosBottom(): void;
    setFontPosTop(): void;
    setFontPosCenter(): void;
    setFontRefHeightAll(): void;
    setFontRefHeightExtendedText(): void;
    setFontRefHeightText(): void;
    setPowerSave(isOn: 0 | 1): void;
  }

  type I2cDisplays = { readonly [Name in I2cDisplay]?: MakeI2c };
  type SpiDisplays = { readonly [Name in SpiDisplay]?: MakeSpi };

  interface Module extends I2cDisplays, SpiDisplays {
    /** Those that CONFIG_U8G2_FONT_SELECTION names, as font_6x10_tf. */
    readonly [font: `font_${string}`]: Font | undefined;

    readonly DRAW_UPPER_RIGHT: 1;
    readonly DRAW_UPPER_LEFT: 2;
    readonly DRAW_LOWER_LEFT: 4;
    readonly DRAW_LOWER_RIGHT: 8;
    readonly DRAW_ALL: 15;
    /** Turned right by so many quarters. */
    readonly R0: Rotation;
    readonly R1: Rotation;
    readonly R2: Rotation;
    readonly R3: Rotation;
    readonly MIRROR: Rotation;
  }
}

declare const u8g2: u8g2.Module | undefined;
