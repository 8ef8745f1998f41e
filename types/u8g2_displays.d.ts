/**
 * The drivers of the module `u8g2`, each of them switched on by a build option of its own.
 * Source: components/u8g2/Kconfig.u8g2, tools/u8g2_config_displays.pl (dev-esp32).
 */

declare namespace u8g2 {
  // prettier-ignore
  type I2cDisplay =
    | "ld7032_i2c_60x32" | "sh1106_i2c_128x64_noname"
    | "sh1106_i2c_128x64_vcomh0" | "sh1107_i2c_128x128"
    | "sh1107_i2c_64x128" | "sh1107_i2c_seeed_96x96"
    | "sh1108_i2c_160x160" | "ssd0323_i2c_os128064"
    | "ssd1305_i2c_128x32_noname" | "ssd1306_i2c_128x32_univision"
    | "ssd1306_i2c_128x64_alt0" | "ssd1306_i2c_128x64_noname"
    | "ssd1306_i2c_128x64_vcomh0" | "ssd1306_i2c_64x48_er"
    | "ssd1306_i2c_96x16_er" | "ssd1309_i2c_128x64_noname0"
    | "ssd1309_i2c_128x64_noname2" | "ssd1318_i2c_128x96"
    | "ssd1318_i2c_128x96_xcp" | "ssd1325_i2c_nhd_128x64"
    | "ssd1326_i2c_er_256x32" | "ssd1327_i2c_ea_w128128"
    | "ssd1327_i2c_midas_128x128" | "ssd1327_i2c_seeed_96x96"
    | "st75256_i2c_jlx172104" | "st75256_i2c_jlx240160"
    | "st75256_i2c_jlx256128" | "st75256_i2c_jlx256160"
    | "st75256_i2c_jlx25664" | "st7567_i2c_64x32"
    | "st7588_i2c_jlx12864" | "uc1601_i2c_128x32"
    | "uc1604_i2c_jlx19264" | "uc1608_i2c_240x128"
    | "uc1608_i2c_erc24064" | "uc1610_i2c_ea_dogxl160"
    | "uc1611_i2c_ea_dogm240" | "uc1611_i2c_ea_dogxl240"
    | "uc1611_i2c_ew50850";

  // prettier-ignore
  type SpiDisplay =
    | "hx1230_96x68" | "il3820_v2_296x128" | "ist3020_erc19264"
    | "lc7981_160x160" | "lc7981_160x80" | "lc7981_240x128"
    | "lc7981_240x64" | "ld7032_60x32" | "ls013b7dh03_128x128"
    | "max7219_32x8" | "nt7534_tg12864r" | "pcd8544_84x48"
    | "pcf8812_96x65" | "sed1520_122x32" | "sh1106_128x64_noname"
    | "sh1106_128x64_vcomh0" | "sh1107_128x128" | "sh1107_64x128"
    | "sh1107_seeed_96x96" | "sh1108_160x160" | "sh1122_256x64"
    | "ssd0323_os128064" | "ssd1305_128x32_noname" | "ssd1306_128x32_univision"
    | "ssd1306_128x64_alt0" | "ssd1306_128x64_noname" | "ssd1306_128x64_vcomh0"
    | "ssd1306_64x48_er" | "ssd1306_96x16_er" | "ssd1309_128x64_noname0"
    | "ssd1309_128x64_noname2" | "ssd1318_128x96" | "ssd1318_128x96_xcp"
    | "ssd1322_nhd_128x64" | "ssd1322_nhd_256x64" | "ssd1325_nhd_128x64"
    | "ssd1326_er_256x32" | "ssd1327_ea_w128128" | "ssd1327_midas_128x128"
    | "ssd1327_seeed_96x96" | "ssd1329_128x96_noname" | "ssd1606_172x72"
    | "ssd1607_200x200" | "ssd1607_gd_200x200" | "ssd1607_ws_200x200"
    | "st75256_jlx172104" | "st75256_jlx240160" | "st75256_jlx256128"
    | "st75256_jlx256160" | "st75256_jlx25664" | "st7565_64128n"
    | "st7565_ea_dogm128" | "st7565_ea_dogm132" | "st7565_erc12864"
    | "st7565_erc12864_alt" | "st7565_lm6059" | "st7565_nhd_c12832"
    | "st7565_nhd_c12864" | "st7565_zolen_128x64" | "st7567_64x32"
    | "st7567_enh_dg128064i" | "st7567_jlx12864" | "st7567_pi_132x64"
    | "st7586s_erc240160" | "st7586s_s028hn118a" | "st7588_jlx12864"
    | "st7920_s_128x64" | "st7920_s_192x32" | "t6963_128x64"
    | "t6963_160x80" | "t6963_240x128" | "t6963_240x64"
    | "t6963_256x64" | "uc1601_128x32" | "uc1604_jlx19264"
    | "uc1608_240x128" | "uc1608_erc24064" | "uc1610_ea_dogxl160"
    | "uc1611_ea_dogm240" | "uc1611_ea_dogxl240" | "uc1611_ew50850"
    | "uc1701_ea_dogs102" | "uc1701_mini12864";
}
